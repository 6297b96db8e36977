package io.convergence.core.convergence;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.verdict.VerdictUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * Result of evaluating a host at a boundary.
 *
 * @param verdicts changed verdicts, heartbeats and tombstones, in the order of emission
 * @param signals signals and tombstones, in the order of emission
 * @param refused apps that were refused because the host has too many
 */
public record HostOutcome(List<VerdictUpdate> verdicts, List<SignalUpdate> signals, List<RefusedApp> refused) {

    /**
     * An app that was refused because its host has too many apps.
     *
     * @param app name of the app
     * @param views number of views that were dropped
     */
    public record RefusedApp(String app, long views) {}

    static HostOutcome collecting() {
        return new HostOutcome(new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0));
    }
}
