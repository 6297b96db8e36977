package io.convergence.jobs.settings;

import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the signals of the sessions job.
 *
 * @param events topic of every signal
 * @param state compacted topic of the latest signal of each dedup key
 * @param policy how often a firing signal is repeated, and which kinds are disabled
 * @param links default links
 */
public record SignalSettings(String events, String state, EpisodePolicy policy, SignalLinks links) {

    static SignalSettings read(ConfigOptionReader reader) {
        long repeated = reader.millis(ConvergenceOptions.REASSERT_INTERVAL, Duration.ZERO, Duration.ofDays(1));
        return new SignalSettings(
                TopicSettings.name(reader, TransportOptions.TOPIC_SIGNAL_EVENTS),
                TopicSettings.name(reader, TransportOptions.TOPIC_SIGNAL_STATE),
                new EpisodePolicy(0, 0, false, repeated, disabledKinds(reader)),
                links(reader));
    }

    /** The kinds that never fire, each as {@code kind} for every tenant or {@code tenant/kind} for one. */
    static Set<String> disabledKinds(ConfigOptionReader reader) {
        List<String> kinds = reader.list(
                ConvergenceOptions.DISABLED_KINDS,
                word -> isKind(word) ? word : null,
                "a kind or tenant/kind, where a kind is one of "
                        + Stream.of(SignalKind.values()).map(SignalKind::label).toList());
        return Set.copyOf(kinds);
    }

    /** The default links of signals. */
    static SignalLinks links(ConfigOptionReader reader) {
        return new SignalLinks(
                template(reader, ConvergenceOptions.RUNBOOK_URL), template(reader, ConvergenceOptions.SIGNAL_URL));
    }

    private static @Nullable String template(ConfigOptionReader reader, ConfigOption<String> option) {
        String template = reader.text(option);
        reader.check(
                SignalLinks.isValid(template),
                option,
                "not an http or https address with at most the placeholders {tenant}, {service}, {app}, {host}, {slo}, "
                        + "{group}, {tier} and {kind}");
        return template;
    }

    private static boolean isKind(String word) {
        String kind = word.substring(word.indexOf('/') + 1);
        return !word.startsWith("/")
                && Stream.of(SignalKind.values())
                        .anyMatch(known -> known.label().equals(kind));
    }
}
