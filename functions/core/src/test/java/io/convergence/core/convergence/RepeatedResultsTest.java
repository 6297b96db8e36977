package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedResultsTest {

    @Test
    void theEarliestIsCountedAndThenTheFirstAtLeastAWindowLater() {
        assertThat(RepeatedResults.counted(List.of(at(950), at(0), at(899), at(900), at(1800)), 900))
                .containsExactly(at(0), at(900), at(1800));
    }

    @Test
    void ofTwoSimultaneousSamplesTheFailureIsCounted() {
        SyntheticSample passed = new SyntheticSample(5, "", false, "");
        SyntheticSample failed = new SyntheticSample(5, "", true, "");

        assertThat(RepeatedResults.counted(List.of(passed, failed), 900)).containsExactly(failed);
    }

    private static SyntheticSample at(long time) {
        return new SyntheticSample(time, "", false, "");
    }
}
