package io.convergence.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldMapTest {
    @Test
    void aCopyHasTheEntriesInTheOrderOfTheNames() {
        Random random = new Random(7);
        for (int size = 0; size < 50; size++) {
            Map<String, Integer> map = new LinkedHashMap<>();
            while (map.size() < size) {
                map.put("n" + random.nextInt(200), random.nextInt());
            }
            Map<String, Integer> copy = FieldMap.copyOf(map);
            assertThat(copy).isEqualTo(map).hasSameHashCodeAs(map).hasSize(size);
            assertThat(map).isEqualTo(copy);
            assertThat(copy.keySet()).containsExactlyElementsOf(new TreeMap<>(map).keySet());
            assertThat(FieldMap.copyOf(copy)).isSameAs(copy);
            map.forEach((name, value) -> assertThat(copy).containsEntry(name, value));
            assertThat(copy.get("absent")).isNull();
            assertThat(copy.containsKey("absent")).isFalse();
        }
    }

    @Test
    void arraysInAnotherOrderAreSorted() {
        Map<String, Integer> map = FieldMap.ofSorted(new String[] {"b", "a"}, new Integer[] {2, 1});
        assertThat(map.keySet()).containsExactly("a", "b");
        assertThat(map).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void aMapCannotBeChanged() {
        Map<String, Integer> map = FieldMap.copyOf(Map.of("a", 1));
        assertThatThrownBy(() -> map.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(2))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
