package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.window.WindowSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SyntheticWindowTest {
    private static final WindowSpec WINDOW = WindowSpec.DEFAULTS;

    @Test
    void anEmptyLocationIsNotCountedAsALocation() {
        SyntheticWindow checks = new SyntheticWindow();
        checks.add(WINDOW, new SyntheticSample(5, "", true, ""), 1, true);
        checks.add(WINDOW, new SyntheticSample(6, "", true, "eu"), 1, true);
        checks.advance(WINDOW, 10_000);

        assertThat(locations(checks)).containsExactly("eu");
        assertThat(checks.located()).containsExactly(new LocatedFailure(0, "eu"));
        assertThat(checks.failures()).isEqualTo(2);
    }

    @Test
    void anEmptyLocationOfRestoredStateIsNotCountedEither() {
        SyntheticWindow checks = new SyntheticWindow();
        checks.add(WINDOW, new SyntheticSample(5, "", true, ""), 1, false);
        checks.advance(WINDOW, 10_000);
        SyntheticWindow restored = new SyntheticWindow(checks.counts(), List.of(new LocatedFailure(0, "")));

        assertThat(locations(restored)).isEmpty();
    }

    private static Set<String> locations(SyntheticWindow checks) {
        Set<String> locations = new TreeSet<>();
        checks.failingLocations(locations, WindowSpec.DEFAULTS.sizeMillis());
        return locations;
    }
}
