package io.convergence.symbols.mangled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.DamagedBytes;
import io.convergence.symbols.Vectors;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class DemangledNameTest {
    @Test
    void eachNameIsThatOfTheOracle() {
        SoftAssertions all = new SoftAssertions();
        for (JsonNode name : Vectors.json("native/names.json")) {
            String mangled = name.get("mangled").asText();
            all.assertThat(DemangledName.of(mangled))
                    .as(mangled)
                    .isEqualTo(name.get("name").asText());
        }
        all.assertAll();
    }

    @Test
    void namesThatExceedABoundAreKept() {
        StringBuilder doubling = new StringBuilder("_Z1fI1AIiE");
        for (int level = 0; level < 40; level++) {
            doubling.append("1AIS")
                    .append(level == 0 ? "" : Integer.toString(level, 36))
                    .append("_S_E");
        }
        List<String> names = List.of(
                "_Z1fI" + "P".repeat(5000) + "iEvv",
                "_ZN" + "1A".repeat(200_000),
                doubling.append("Evv").toString());
        for (String name : names) {
            assertThat(DemangledName.of(name).length()).isLessThanOrEqualTo(Math.max(name.length(), 1 << 14));
        }
        assertThat(DemangledName.of(names.get(0))).isEqualTo(names.get(0));
    }

    @Test
    void aNameWithoutCharactersIsKept() {
        for (String name : List.of("_Z0", "_Z0St", "_ZN1a0Ev", "_Z1fI0E")) {
            assertThat(DemangledName.of(name)).isEqualTo(name);
        }
    }

    @Test
    void damagedNamesGiveAName() {
        Random random = new Random(5);
        for (JsonNode name : Vectors.json("native/names.json")) {
            String good = name.get("mangled").asText();
            int rounds = DamagedBytes.rounds(60);
            for (int round = 0; round < rounds; round++) {
                StringBuilder damaged = new StringBuilder(good);
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    damaged.setCharAt(random.nextInt(damaged.length()), good.charAt(random.nextInt(good.length())));
                }
                damaged.setLength(1 + random.nextInt(damaged.length()));
                assertThat(DemangledName.of(damaged.toString())).isNotEmpty();
            }
        }
    }
}
