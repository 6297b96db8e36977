package io.convergence.bench.pipeline;

import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Traffic and slide that variants are measured with.
 *
 * @param shape shape of the traffic
 * @param slide time between two boundaries
 */
record Load(TrafficShape shape, Duration slide) {
    /** Options that may have several values, separated by commas. */
    private static final List<Option> VARIED =
            List.of(TrafficShape.KEYS, TrafficShape.HOT, TrafficShape.PAGES, PipelineOptions.SLIDE);

    /**
     * Reads the loads of a command line: the first one has the first value of each option, and each further value makes a
     * load that differs from the first one in it alone.
     */
    static List<Load> read(OptionReader reader) {
        Map<String, String> first = new HashMap<>(reader.values());
        VARIED.forEach(option -> first.computeIfPresent(option.key(), (key, values) -> values.split(",", -1)[0]));
        List<Load> loads = new ArrayList<>();
        loads.add(of(first));
        for (Option option : VARIED) {
            String[] values = reader.values().getOrDefault(option.key(), "").split(",", -1);
            for (int i = 1; i < values.length; i++) {
                Map<String, String> other = new HashMap<>(first);
                other.put(option.key(), values[i]);
                loads.add(of(other));
            }
        }
        return loads;
    }

    /** The options in which this load differs from another one, such as {@code keys 100000}; empty without a difference. */
    String difference(Load other) {
        List<String> words = new ArrayList<>();
        if (shape.keys() != other.shape.keys()) {
            words.add("keys " + shape.keys());
        }
        if (shape.hotPercent() != other.shape.hotPercent()) {
            words.add("hot " + shape.hotPercent() + " %");
        }
        if (shape.pages() != other.shape.pages()) {
            words.add("pages " + shape.pages());
        }
        if (!slide.equals(other.slide)) {
            words.add("slide " + slide.toSeconds() + " s");
        }
        return String.join(", ", words);
    }

    private static Load of(Map<String, String> values) {
        OptionReader reader = new OptionReader(values);
        Load load = new Load(
                TrafficShape.read(reader),
                reader.duration(PipelineOptions.SLIDE, Duration.ofSeconds(1), Duration.ofMinutes(5)));
        reader.problems().throwIfAny();
        return load;
    }
}
