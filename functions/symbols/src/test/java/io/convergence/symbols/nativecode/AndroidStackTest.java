package io.convergence.symbols.nativecode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.MappedCopies;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.stack.ResolvedStack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AndroidStackTest {
    @ParameterizedTest
    @MethodSource("stacks")
    void eachStackIsThatOfTheOracle(JsonNode stack) throws UnusableSymbolFile, IOException {
        Map<String, ElfFile> files = new HashMap<>();
        for (var entry : stack.get("archive").properties()) {
            files.put(
                    entry.getKey(),
                    ElfFile.of(ByteBuffer.wrap(Vectors.bytes(entry.getValue().asText())), MappedCopies.temporary()));
        }
        NativeLibraries libraries = new NativeLibraries() {
            @Override
            public @Nullable ElfFile byBuildId(String buildId) {
                return files.values().stream()
                        .filter(file -> buildId.equals(file.buildId()))
                        .findFirst()
                        .orElse(null);
            }

            @Override
            public @Nullable ElfFile byName(String abi, String name) {
                return files.get(abi + '/' + name);
            }
        };
        ResolvedStack resolved =
                new AndroidStack(libraries).resolve(stack.get("error_stack").asText());
        assertThat(resolved.text())
                .as(stack.get("name").asText())
                .isEqualTo(stack.get("expected").asText(null));
        assertThat(resolved.resolved()).isEqualTo(stack.get("resolved").asInt());
    }

    static List<JsonNode> stacks() {
        return Vectors.cases(Vectors.json("native/stacks.json"));
    }
}
