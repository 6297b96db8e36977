package io.convergence.core.convergence;

import io.convergence.core.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * What the evaluation of a boundary gives for a host.
 *
 * @param verdicts changes and heartbeats, by app
 * @param signals in the order in which they are to be emitted
 * @param endedVerdicts keys {@code tenant|app|host} that end
 * @param endedSignals dedup keys whose latest state is to be deleted
 * @param refused views of apps that found no place, by app
 */
public record Outcome(
        List<VerdictRecord> verdicts,
        List<Signal> signals,
        List<String> endedVerdicts,
        List<String> endedSignals,
        List<RefusedApp> refused) {

    /**
     * An app that found no place among the apps of its host.
     *
     * @param app its name
     * @param views the views that were dropped with it
     */
    public record RefusedApp(String app, long views) {}

    static Outcome collecting() {
        return new Outcome(
                new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0));
    }
}
