package io.convergence.core.convergence;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the samples that share an id count: the earliest, and then each that lies a window or more after the last
 * that counts. What counts depends on the samples alone, never on the order in which they arrive.
 */
public final class RepeatedResults {

    private RepeatedResults() {}

    /** The samples that count, earliest first. */
    public static List<SyntheticSample> counted(List<SyntheticSample> samples, long windowMillis) {
        List<SyntheticSample> counted = new ArrayList<>();
        samples.stream().sorted().forEach(sample -> {
            boolean first = counted.isEmpty();
            if (first || sample.receivedAt() - counted.get(counted.size() - 1).receivedAt() >= windowMillis) {
                counted.add(sample);
            }
        });
        return counted;
    }
}
