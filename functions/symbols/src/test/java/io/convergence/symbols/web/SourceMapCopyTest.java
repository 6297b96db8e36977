package io.convergence.symbols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.symbols.Vectors;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceMapCopyTest {
    @Test
    void contentsOfSourcesAreLeftOutInSectionsToo() throws UnusableSymbolFile, IOException {
        String map =
                "{\"version\":3,\"sourcesContent\":[\"a\",null],\"sections\":[{\"offset\":{\"line\":0,\"column\":0},"
                        + "\"map\":{\"version\":3,\"sources\":[\"é\"],\"sourcesContent\":[\"b\"],\"mappings\":\"AAKI\"}}],"
                        + "\"x\":1.5,\"y\":[true,null]}";
        assertThat(copy(map))
                .isEqualTo("{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0},\"map\":{\"version\":3,"
                        + "\"sources\":[\"é\"],\"mappings\":\"AAKI\"}}],\"x\":1.5,\"y\":[true,null]}");
    }

    @Test
    void aCopyResolvesAsItsMapDoes() throws UnusableSymbolFile, IOException {
        byte[] map = Vectors.bytes("web/maps/vite/assets/index-Bkf7u1NG.js.map");
        byte[] copy = copy(new String(map, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(copy.length).isLessThan(map.length);
        SourceMap original = SourceMap.read(new ByteArrayInputStream(map));
        SourceMap copied = SourceMap.read(new ByteArrayInputStream(copy));
        for (int column = 0; column < 500; column++) {
            assertThat(copied.at(0, column)).isEqualTo(original.at(0, column));
        }
    }

    @Test
    void aGuardIsDroppedAndOtherTextsAreRefused() throws UnusableSymbolFile, IOException {
        assertThat(copy(")]}'\n{\"version\":3}")).isEqualTo("{\"version\":3}");
        assertThatThrownBy(() -> copy("{\"version\":")).isInstanceOf(UnusableSymbolFile.class);
    }

    private static String copy(String map) throws UnusableSymbolFile, IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        SourceMapCopy.withoutContents(new ByteArrayInputStream(map.getBytes(StandardCharsets.UTF_8)), copy);
        return copy.toString(StandardCharsets.UTF_8);
    }
}
