package io.convergence.symbols.elf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.DamagedBytes;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.dwarf.AddressFrame;
import io.convergence.symbols.file.MappedCopies;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfFileTest {
    @ParameterizedTest
    @MethodSource("files")
    void eachAddressHasTheFramesOfTheOracle(String name) throws Exception {
        JsonNode node = files(name).get(0);
        ElfFile file = ElfFile.of(ByteBuffer.wrap(Vectors.bytes(name)), MappedCopies.temporary());
        assertThat(file.buildId()).isEqualTo(node.get("id").asText());
        for (JsonNode address : node.get("addresses")) {
            List<AddressFrame> expected = new ArrayList<>();
            for (JsonNode frame : address.get("frames")) {
                expected.add(new AddressFrame(
                        frame.path("function").asText(null),
                        frame.path("file").asText(null),
                        frame.get("line").asInt(),
                        frame.get("column").asInt(),
                        frame.get("inlined").asBoolean()));
            }
            assertThat(file.at(Long.decode(address.get("address").asText())))
                    .as(name + ' ' + address.get("address").asText())
                    .isEqualTo(expected);
        }
    }

    /**
     * The assembler wrote the line program of {@code sum.c} in 32-bit DWARF, though its unit is of 64 bits: {@code gcc -shared
     * -nostdlib -fPIC -O0 -gdwarf-5 -gdwarf64}.
     */
    @Test
    void aLineProgramOf32BitsBelongsToAUnitOf64Bits() throws Exception {
        try (InputStream in = ElfFileTest.class.getResourceAsStream("/elf/libsum.so")) {
            ElfFile file = ElfFile.of(ByteBuffer.wrap(requireNonNull(in).readAllBytes()), MappedCopies.temporary());
            assertThat(file.at(0x1b5)).containsExactly(new AddressFrame("sum", "/src/sum.c", 1, 39, false));
            assertThat(file.at(0x1e6)).containsExactly(new AddressFrame("sum", "/src/sum.c", 4, 11, false));
        }
    }

    @Test
    void damagedFilesGiveAResultOrAreUnusable() throws Exception {
        Random random = new Random(7);
        for (String name : files()) {
            byte[] good = Vectors.bytes(name);
            int rounds = DamagedBytes.rounds(60);
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = DamagedBytes.of(good, random);
                DamagedBytes.read(() -> {
                    ElfFile file = ElfFile.of(ByteBuffer.wrap(damaged), MappedCopies.temporary());
                    assertThat(file.at(random.nextInt(0x4000))).isNotNull();
                });
            }
        }
    }

    static List<String> files() {
        return files("").stream().map(node -> node.get("file").asText()).toList();
    }

    private static List<JsonNode> files(String name) {
        return Vectors.cases(Vectors.json("native/addresses.json")).stream()
                .filter(node -> !node.get("file").asText().matches(".*(macos|ios).*"))
                .filter(node -> name.isEmpty() || node.get("file").asText().equals(name))
                .filter(node -> Vectors.isThere(node.get("file").asText()))
                .toList();
    }
}
