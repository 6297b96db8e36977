package io.convergence.launcher.savepoint;

import io.convergence.launcher.harness.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which signals fire and resolve when, worked out from verdicts alone: an oracle without a hold or disabled kinds. */
final class SignalOracle {
    private static final String CORRELATED = "rum.user_impact_correlated";
    private static final String UNSEEN = "rum.user_impact_unseen_by_synthetics";

    /**
     * A signal that fires or resolves.
     *
     * @param key tenant, app and host
     * @param episode when it fired first, epoch milliseconds
     * @param at when this happened, epoch milliseconds
     */
    record Transition(String key, String kind, String status, long episode, long at) {}

    private final String key;
    private final Map<String, Long> latched = new TreeMap<>();
    private final List<Transition> transitions = new ArrayList<>();

    private SignalOracle(String key) {
        this.key = key;
    }

    /** What follows from every change of verdict, in a fixed order. */
    static List<String> following(List<Members> verdicts) {
        Map<String, TreeMap<Long, String>> byKey = new TreeMap<>();
        for (Members verdict : verdicts) {
            byKey.computeIfAbsent(verdict.joined("tenant", "app", "host"), key -> new TreeMap<>())
                    .put(verdict.number("window_end"), verdict.text("verdict"));
        }
        List<Transition> all = new ArrayList<>();
        byKey.forEach((key, changes) -> {
            SignalOracle incidents = new SignalOracle(key);
            changes.forEach(incidents::see);
            all.addAll(incidents.transitions);
        });
        return sorted(all);
    }

    /** What was said, without what was said again, in the same order. */
    static List<String> said(List<Members> signals) {
        List<Transition> said = new ArrayList<>();
        for (Members signal : signals) {
            if (signal.text("status").equals("resolved") || signal.number("sequence") == 0) {
                said.add(new Transition(
                        signal.joined("tenant", "app", "host"),
                        signal.text("kind"),
                        signal.text("status"),
                        signal.number("episode"),
                        Instant.parse(signal.text("occurred_at")).toEpochMilli()));
            }
        }
        return sorted(said);
    }

    private void see(long at, String verdict) {
        switch (verdict) {
            case "user_impact_confirmed" -> fire(CORRELATED, at);
            case "user_only_synthetic_blind" -> fire(UNSEEN, at);
            case "healthy" -> {
                latched.forEach((kind, episode) -> transitions.add(new Transition(key, kind, "resolved", episode, at)));
                latched.clear();
            }
            default -> {}
        }
    }

    private void fire(String kind, long at) {
        if (!latched.containsKey(kind) && !latched.containsKey(CORRELATED)) {
            latched.put(kind, at);
            transitions.add(new Transition(key, kind, "firing", at, at));
        }
    }

    private static List<String> sorted(List<Transition> transitions) {
        return transitions.stream().map(Transition::toString).sorted().toList();
    }
}
