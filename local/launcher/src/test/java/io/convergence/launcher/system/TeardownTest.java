package io.convergence.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order and robustness of a teardown. */
class TeardownTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void resourcesAreClosedOnceInReverseOrder() {
        Teardown teardown = new Teardown();
        teardown.add(resource("first"));
        teardown.add(resource("second"));
        teardown.close();
        teardown.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void aResourceThatFailsToCloseDoesNotKeepOthersOpen() {
        Teardown teardown = new Teardown();
        teardown.add(resource("first"));
        AutoCloseable stuck = () -> {
            throw new IllegalStateException("stuck");
        };
        teardown.add(stuck);
        teardown.close();
        assertThat(closed).containsExactly("first");
    }

    @Test
    void aResourceThatIsAddedAfterwardsIsClosedAtOnce() {
        Teardown teardown = new Teardown();
        teardown.close();
        teardown.add(resource("late"));
        assertThat(closed).containsExactly("late");
        assertThat(teardown.isClosing()).isTrue();
    }

    private AutoCloseable resource(String name) {
        return () -> closed.add(name);
    }
}
