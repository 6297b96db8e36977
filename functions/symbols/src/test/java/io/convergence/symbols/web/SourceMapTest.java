package io.convergence.symbols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.DamagedBytes;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMapTest {
    @Test
    void eachPositionOfOwnMapsIsThatOfTheOracle() throws UnusableSymbolFile, IOException {
        assertThat(checkPositions()).isGreaterThanOrEqualTo(50);
    }

    @Test
    @Tag("fixtures")
    void eachPositionOfPublicMapsIsThatOfTheOracle() throws UnusableSymbolFile, IOException {
        assertThat(checkPositions()).isEqualTo(95);
    }

    @ParameterizedTest
    @MethodSource("refusedMaps")
    void refusesADamagedMap(JsonNode map) {
        assertThatThrownBy(() -> read(map.get("text").asText()))
                .as(map.get("name").asText())
                .isInstanceOf(UnusableSymbolFile.class);
    }

    @ParameterizedTest
    @MethodSource("acceptedMaps")
    void acceptsAnUnusualMap(JsonNode map) throws UnusableSymbolFile, IOException {
        assertThat(read(map.get("text").asText())).as(map.get("name").asText()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLookupIsThatOfALinearScan(long seed) throws UnusableSymbolFile, IOException {
        Random random = new Random(seed);
        List<int[]> segments = new ArrayList<>();
        StringBuilder mappings = new StringBuilder();
        int[] last = new int[4];
        boolean sorted = seed % 2 == 0;
        for (int line = 0; line < 40; line++) {
            int column = 0;
            int count = random.nextInt(4) == 0 ? 0 : random.nextInt(200);
            for (int index = 0; index < count; index++) {
                int step = sorted ? random.nextInt(4) : Math.max(-column, random.nextInt(12) - 3);
                column += step;
                mappings.append(index == 0 ? "" : ",").append(vlq(step));
                int[] segment = {line, column, -1, 0, 0};
                if (random.nextInt(8) > 0) {
                    int[] next = {random.nextInt(3), random.nextInt(500), random.nextInt(90)};
                    for (int field = 0; field < 3; field++) {
                        mappings.append(vlq(next[field] - last[field]));
                        last[field] = next[field];
                    }
                    segment = new int[] {line, column, next[0], next[1], next[2]};
                }
                segments.add(segment);
            }
            mappings.append(";");
        }
        SourceMap map = read("{\"version\":3,\"sources\":[\"a\",\"b\"],\"mappings\":\"" + mappings + "\"}");
        for (int line = 0; line < 42; line++) {
            for (int column = 0; column < 700; column += 3) {
                int[] best = null;
                for (int[] segment : segments) {
                    if (segment[0] == line && segment[1] <= column && (best == null || segment[1] >= best[1])) {
                        best = segment;
                    }
                }
                OriginalPosition expected = best == null || best[2] < 0 || best[2] > 1
                        ? null
                        : new OriginalPosition(best[2] == 0 ? "a" : "b", best[3] + 1, best[4], null, null, false);
                assertThat(map.at(line, column)).isEqualTo(expected);
            }
        }
    }

    @Test
    void linesWithoutSegmentsDoNotSlowALookupDown() throws UnusableSymbolFile, IOException {
        String mappings = "AAAA" + ";".repeat(1_000_000) + "AACA";
        SourceMap map = read("{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"" + mappings + "\"}");
        assertThat(map.at(1_000_000, 5)).isEqualTo(new OriginalPosition("a", 2, 0, null, null, false));
        assertThat(map.at(999_999, 5)).isNull();
        assertThat(map.weight()).isLessThan(1_100_000);
    }

    @Test
    void deepNestingIsRefused() {
        String json = "{\"version\":3,\"sources\":[],\"mappings\":\"\",\"x\":" + "[".repeat(1_000_000);
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnusableSymbolFile.class);
    }

    @Test
    void damagedMapsGiveAResultOrAreUnusable() throws IOException {
        Random random = new Random(29);
        Set<String> names = new TreeSet<>();
        Vectors.json("web/positions.json")
                .forEach(position -> names.add(position.get("map").asText()));
        names.removeIf(name -> !Vectors.isThere(name));
        assertThat(names).hasSizeGreaterThan(10);
        for (String name : names) {
            byte[] good = Vectors.bytes(name);
            for (int round = DamagedBytes.rounds(60); round > 0; round--) {
                byte[] damaged = DamagedBytes.of(good, random);
                DamagedBytes.read(() -> {
                    SourceMap map = SourceMap.read(new ByteArrayInputStream(damaged));
                    for (int lookup = 0; lookup < 20; lookup++) {
                        map.at(random.nextInt(50), random.nextInt(5000));
                    }
                });
            }
        }
    }

    static List<JsonNode> refusedMaps() {
        return Vectors.cases(Vectors.json("web/bad-maps.json").get("refused"));
    }

    static List<JsonNode> acceptedMaps() {
        return Vectors.cases(Vectors.json("web/bad-maps.json").get("accepted"));
    }

    private static int checkPositions() throws UnusableSymbolFile, IOException {
        int checked = 0;
        for (JsonNode position : Vectors.json("web/positions.json")) {
            String name = position.get("map").asText();
            if (!Vectors.isThere(name)) {
                continue;
            }
            SourceMap map = SourceMap.read(new ByteArrayInputStream(Vectors.bytes(name)));
            OriginalPosition found = map.at(
                    position.get("line").asInt() - 1, position.get("column").asInt() - 1);
            assertThat(found).as(position.toString()).isEqualTo(expected(position.get("expected")));
            checked++;
        }
        return checked;
    }

    private static @Nullable OriginalPosition expected(JsonNode node) {
        return node.isNull()
                ? null
                : new OriginalPosition(
                        node.get("source").asText(),
                        node.get("line").asInt(),
                        node.get("column").asInt(),
                        node.path("name").asText(null),
                        node.path("function").asText(null),
                        node.path("ignored").asBoolean());
    }

    private static SourceMap read(String json) throws UnusableSymbolFile, IOException {
        return SourceMap.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String vlq(int number) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int rest = number < 0 ? -number << 1 | 1 : number << 1;
        StringBuilder text = new StringBuilder();
        do {
            int digit = rest & 31;
            rest >>>= 5;
            text.append(alphabet.charAt(rest > 0 ? digit | 32 : digit));
        } while (rest > 0);
        return text.toString();
    }
}
