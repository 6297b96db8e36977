package io.convergence.core.convergence;

import io.convergence.core.signal.IncidentRecord;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * Result of evaluating a host at a boundary.
 *
 * @param verdicts changes, heartbeats and ends, in the order in which they are to be emitted
 * @param minutes at a full minute, the verdicts of all keys, published or not
 * @param signals transitions, re-assertions and ends, in the order in which they are to be emitted
 * @param incidents incidents that opened, changed or ended, and open ones at full minutes
 * @param refused views of apps that found no place, by app
 */
public record HostOutcome(
        List<VerdictUpdate> verdicts,
        List<VerdictRecord> minutes,
        List<SignalUpdate> signals,
        List<IncidentRecord> incidents,
        List<RefusedApp> refused) {

    /**
     * An app that was refused because its host has too many apps.
     *
     * @param app name of the app
     * @param views number of views that were dropped
     */
    public record RefusedApp(String app, long views) {}

    static HostOutcome collecting() {
        return new HostOutcome(
                new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0));
    }
}
