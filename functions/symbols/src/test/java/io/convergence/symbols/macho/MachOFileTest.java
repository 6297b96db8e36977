package io.convergence.symbols.macho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.DamagedBytes;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.dwarf.AddressFrame;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MachOFileTest {
    @ParameterizedTest
    @MethodSource("files")
    void eachAddressHasTheFramesOfTheOracle(JsonNode node) throws UnusableSymbolFile {
        MachOFile file = FatFile.slices(
                        ByteBuffer.wrap(Vectors.bytes(node.get("file").asText())))
                .stream()
                .filter(slice -> node.get("id").asText().equals(slice.uuid()))
                .findFirst()
                .orElseThrow();
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
                    .as(node.get("file").asText() + ' ' + address.get("address").asText())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aFatFileHasASliceForEachArchitecture() throws UnusableSymbolFile {
        List<MachOFile> slices = FatFile.slices(ByteBuffer.wrap(Vectors.bytes("symbols/ios/Shop-fat-dwarf4.dwarf")));
        assertThat(slices)
                .extracting(MachOFile::uuid)
                .containsExactlyInAnyOrder("4c4c444f55553144a1da5cd1a22e2959", "4c4c447455553144a112cd60aabe50c6");
    }

    @Test
    void anExecutableStandsAtTheAddressOfItsText() throws UnusableSymbolFile {
        List<MachOFile> slices = FatFile.slices(ByteBuffer.wrap(Vectors.bytes("symbols/ios/App.dwarf")));
        assertThat(slices).extracting(MachOFile::base).containsExactly(0x100000000L);
    }

    @Test
    void otherFilesAreRefused() {
        for (byte[] bytes :
                List.of(new byte[0], new byte[100], "PK not a Mach-O file at all".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> FatFile.slices(ByteBuffer.wrap(bytes))).isInstanceOf(UnusableSymbolFile.class);
        }
    }

    /** Bytes flipped, the end cut off, and numbers of four or eight bytes set to the greatest of their type. */
    @Test
    void damagedFilesGiveAResultOrAreUnusable() throws IOException {
        Random random = new Random(11);
        for (JsonNode node : files()) {
            byte[] good = Vectors.bytes(node.get("file").asText());
            int rounds = DamagedBytes.rounds(60);
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = DamagedBytes.of(good, random);
                DamagedBytes.read(() -> {
                    for (MachOFile slice : FatFile.slices(ByteBuffer.wrap(damaged))) {
                        assertThat(slice.at(slice.base() + random.nextInt(0x12000)))
                                .isNotNull();
                    }
                });
            }
        }
    }

    static List<JsonNode> files() {
        return Vectors.cases(Vectors.json("native/addresses.json")).stream()
                .filter(node -> node.get("file").asText().matches(".*(macos|ios)/.*"))
                .filter(node -> Vectors.isThere(node.get("file").asText()))
                .toList();
    }
}
