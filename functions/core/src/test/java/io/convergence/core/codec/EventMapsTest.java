package io.convergence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMapsTest {
    @Test
    void textsAreWrittenAsTheGeneratorWritesThem() {
        for (String text :
                List.of("", "plain ~", "\"quoted\"", "back\\slash", "tab\t", "é", "\u007f", "\ud83d\ude00")) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("one", "1");
            map.put("text", text);
            JsonObject object = new JsonObject();
            map.forEach(object::putIfPresent);
            assertThat(EventMaps.texts(map)).isEqualTo(new String(object.bytes(), StandardCharsets.UTF_8));
        }
        assertThat(EventMaps.texts(Map.of())).isEqualTo("{}");
    }

    @Test
    void numbersAreWrittenAsTheGeneratorWritesThem() {
        double[] numbers = {0, 1, -1, 0.5, 1e-7, 1e15, 0x1p53 - 1, 0x1p53, 1e22, 123_456.789, -12_345_678.25, 4.9e-324};
        Map<String, Double> map = new LinkedHashMap<>();
        for (double number : numbers) {
            map.put("n" + map.size(), number);
        }
        JsonObject object = new JsonObject();
        map.forEach(object::putIfPresent);
        assertThat(EventMaps.numbers(map)).isEqualTo(new String(object.bytes(), StandardCharsets.UTF_8));
        assertThat(EventMaps.numbers(Map.of())).isEqualTo("{}");
    }
}
