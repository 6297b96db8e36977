package io.convergence.launcher.savepoint;

import io.convergence.launcher.harness.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Independent computation of the signals that follow from verdicts, without a re-arm hold or disabled kinds. */
final class SignalOracle {
    private static final String CORRELATED = "rum.user_impact_correlated";
    private static final String UNSEEN = "rum.user_impact_unseen_by_synthetics";

    /**
     * The firing or resolution of a signal.
     *
     * @param key tenant, app and host
     * @param kind kind of the signal
     * @param status {@code firing} or {@code resolved}
     * @param episode time at which the signal fired first, epoch milliseconds
     * @param at time of the transition, epoch milliseconds
     */
    record Transition(String key, String kind, String status, long episode, long at) {}

    private final String key;
    private final Map<String, Long> open = new TreeMap<>();
    private final List<Transition> transitions = new ArrayList<>();

    private SignalOracle(String key) {
        this.key = key;
    }

    /** The transitions that follow from verdicts, in a fixed order. */
    static List<String> expectedFrom(List<Members> verdicts) {
        Map<String, TreeMap<Long, String>> byKey = new TreeMap<>();
        for (Members verdict : verdicts) {
            byKey.computeIfAbsent(verdict.joined("tenant", "app", "host"), key -> new TreeMap<>())
                    .put(verdict.number("window_end"), verdict.text("verdict"));
        }
        List<Transition> all = new ArrayList<>();
        byKey.forEach((key, changes) -> {
            SignalOracle incidents = new SignalOracle(key);
            changes.forEach(incidents::apply);
            all.addAll(incidents.transitions);
        });
        return sorted(all);
    }

    /** The transitions in published signals, without re-assertions, in the same order. */
    static List<String> publishedIn(List<Members> signals) {
        List<Transition> published = new ArrayList<>();
        for (Members signal : signals) {
            if (signal.text("status").equals("resolved") || signal.number("sequence") == 0) {
                published.add(new Transition(
                        signal.joined("tenant", "app", "host"),
                        signal.text("kind"),
                        signal.text("status"),
                        signal.number("episode"),
                        Instant.parse(signal.text("occurred_at")).toEpochMilli()));
            }
        }
        return sorted(published);
    }

    private void apply(long at, String verdict) {
        switch (verdict) {
            case "user_impact_confirmed" -> fire(CORRELATED, at);
            case "user_only_synthetic_blind" -> fire(UNSEEN, at);
            case "healthy" -> {
                open.forEach((kind, episode) -> transitions.add(new Transition(key, kind, "resolved", episode, at)));
                open.clear();
            }
            default -> {}
        }
    }

    private void fire(String kind, long at) {
        if (!open.containsKey(kind) && !open.containsKey(CORRELATED)) {
            open.put(kind, at);
            transitions.add(new Transition(key, kind, "firing", at, at));
        }
    }

    private static List<String> sorted(List<Transition> transitions) {
        return transitions.stream().map(Transition::toString).sorted().toList();
    }
}
