package io.convergence.jobs.settings;

import io.convergence.core.settings.SpelledDuration;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Spelling of options in the files of {@code conf/jobs}: a comment with the description, then the key and the default. */
final class SpelledOptions {
    private SpelledOptions() {}

    /** The lines of options, without empty ones. */
    static List<String> lines(List<ConfigOption<?>> options) {
        return options.stream()
                .flatMap(option -> Stream.of("# " + description(option), setting(option)))
                .toList();
    }

    /** The description of an option. */
    static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    private static String setting(ConfigOption<?> option) {
        return option.hasDefaultValue()
                ? (option.key() + " = " + spelled(option.defaultValue())).stripTrailing()
                : "#" + option.key() + " =";
    }

    private static String spelled(Object value) {
        if (value instanceof Duration duration) {
            return SpelledDuration.format(duration);
        }
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(SpelledOptions::spelled).toList())
                : value.toString();
    }
}
