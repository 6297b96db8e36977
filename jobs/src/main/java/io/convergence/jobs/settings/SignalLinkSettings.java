package io.convergence.jobs.settings;

import io.convergence.core.signal.SignalLinks;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reader of the default links of signals, from the options {@code signal.runbook-url} and {@code signal.url}. */
final class SignalLinkSettings {
    private SignalLinkSettings() {}

    static SignalLinks read(ConfigOptionReader reader) {
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
}
