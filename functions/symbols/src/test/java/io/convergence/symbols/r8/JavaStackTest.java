package io.convergence.symbols.r8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.DamagedBytes;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.stack.ResolvedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaStackTest {
    @Test
    void eachStackOverOwnMappingsIsThatOfR8() throws UnusableSymbolFile {
        assertThat(checkStacks()).isGreaterThanOrEqualTo(18);
    }

    @Test
    @Tag("fixtures")
    void eachStackOverPublicMappingsIsThatOfR8() throws UnusableSymbolFile {
        assertThat(checkStacks()).isEqualTo(68);
    }

    @Test
    void aFileWithoutAClassIsUnusable() {
        assertThatThrownBy(() -> Mapping.of("# compiler: R8\nhello\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnusableSymbolFile.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void damagedMappingsGiveAResultOrAreUnusable(int seed) throws IOException {
        byte[] good = Vectors.bytes("r8/mappings/outline.txt");
        String stack = "a.b: x\n at c.a.a(SourceFile:1)\n at c.c.s(SourceFile:27)\n at c.c.s(Unknown Source)";
        Random random = new Random(seed);
        int rounds = DamagedBytes.rounds(2000);
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = good.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                String alphabet = ":0123456789->().# \n{}\"'aZ";
                damaged[random.nextInt(damaged.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            DamagedBytes.read(() -> assertThat(new JavaStack(Mapping.of(damaged)).resolve(stack))
                    .isNotNull());
        }
    }

    private static int checkStacks() throws UnusableSymbolFile {
        int checked = 0;
        for (JsonNode stack : Vectors.json("r8/stacks.json")) {
            String name = stack.get("mapping").asText();
            if (!Vectors.isThere(name)) {
                continue;
            }
            String raw = text(stack.get("stack"));
            ResolvedStack resolved = new JavaStack(Mapping.of(Vectors.bytes(name))).resolve(raw);
            assertThat(resolved.text() == null ? raw : resolved.text())
                    .as(name + ' ' + stack.get("name").asText())
                    .isEqualTo(text(stack.get("expected")));
            checked++;
        }
        return checked;
    }

    private static String text(JsonNode lines) {
        return Vectors.cases(lines).stream().map(JsonNode::asText).collect(Collectors.joining("\n"));
    }
}
