package io.convergence.core.convergence;

import java.util.ArrayList;
import java.util.List;

/**
 * Deduplication of synthetic results with the same id. The earliest sample is counted, then each sample that is at least
 * one window later than the last counted one. The choice does not depend on the order of arrival.
 */
public final class RepeatedResults {

    private RepeatedResults() {}

    /** The counted samples, earliest first. */
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
