package io.convergence.bench.pipeline;

import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Options of the measured job that are not its defaults.
 *
 * @param values values by name
 */
record JobSettings(Map<String, String> values) {
    static final Option OPTION = Option.text(
            "settings", "", "Options of the job that are not its defaults: key=value, separated by commas.");

    JobSettings {
        values = Map.copyOf(values);
    }

    /** Reads the option; an entry without a name is a problem of the reader. */
    static JobSettings read(OptionReader reader) {
        Map<String, String> values = new HashMap<>();
        String list = reader.values().getOrDefault(OPTION.key(), "");
        for (String entry : list.split(",", -1)) {
            String[] pair = entry.split("=", 2);
            if (pair.length == 2 && !pair[0].isEmpty()) {
                values.put(pair[0], pair[1]);
            } else {
                reader.problems().check(list.isEmpty(), OPTION.key() + ": " + entry + " is not key=value");
            }
        }
        return new JobSettings(values);
    }

    /** The command line that {@link #read} understands. */
    List<String> arguments() {
        return values.isEmpty()
                ? List.of()
                : List.of(
                        "--" + OPTION.key(),
                        values.entrySet().stream()
                                .map(entry -> entry.getKey() + '=' + entry.getValue())
                                .collect(Collectors.joining(",")));
    }
}
