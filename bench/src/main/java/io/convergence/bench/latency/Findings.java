package io.convergence.bench.latency;

import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The detected incidents of a run and the problems of the others.
 *
 * @param detections incidents with exactly one signal, at the first boundary, in the order of their tips
 * @param problems one sentence for each other incident
 */
record Findings(List<Detection> detections, List<String> problems) {
    Findings {
        detections = List.copyOf(detections);
        problems = List.copyOf(problems);
    }

    /**
     * Joins incidents with signals. Each host must have one signal, which fires at the first boundary after its tip; a
     * signal from another boundary was not caused by the tip.
     *
     * @param tips time of each host's tipping beacon, epoch milliseconds
     * @param signals every signal of these hosts
     */
    static Findings of(Map<String, Long> tips, List<SeenSignal> signals, WindowSpec window) {
        List<Detection> detections = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        tips.forEach((host, tippedAt) -> {
            List<SeenSignal> seen = signals.stream()
                    .filter(signal -> signal.host().equals(host))
                    .toList();
            long due = window.entersAt(window.sliceOf(tippedAt));
            if (seen.size() != 1) {
                problems.add(host + ": expected one signal, got " + seen.size());
            } else if (!seen.get(0).status().equals("firing") || seen.get(0).occurredAt() != due) {
                problems.add(host + ": expected a signal that fires at " + due + ", got " + seen.get(0));
            } else {
                detections.add(new Detection(tippedAt, seen.get(0)));
            }
        });
        detections.sort(Comparator.comparingLong(Detection::tippedAt));
        return new Findings(detections, problems);
    }
}
