package io.convergence.bench.latency;

import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of the incidents.
 *
 * @param detections the incidents that were detected as they had to be
 * @param problems the others, one sentence each
 */
record Findings(List<Detection> detections, List<String> problems) {
    Findings {
        detections = List.copyOf(detections);
        problems = List.copyOf(problems);
    }

    /**
     * Joins incidents and signals: a host has one signal, which fires at the first boundary after its tip. One from
     * another boundary was not caused by the tip.
     *
     * @param tips when each host was tipped, epoch milliseconds
     * @param signals all that were seen of these hosts
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
                problems.add(host + ": one signal was due, there were " + seen.size());
            } else if (!seen.get(0).status().equals("firing") || seen.get(0).occurredAt() != due) {
                problems.add(host + ": a signal was to fire at " + due + ", there was " + seen.get(0));
            } else {
                detections.add(new Detection(tippedAt, seen.get(0)));
            }
        });
        return new Findings(detections, problems);
    }
}
