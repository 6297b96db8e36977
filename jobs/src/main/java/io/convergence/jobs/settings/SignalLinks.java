package io.convergence.jobs.settings;

import io.convergence.core.signal.Severity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalSubject;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * Pages that signals link to where what they are about has none of its own. Both are templates: {@code {tenant}},
 * {@code {service}}, {@code {app}}, {@code {host}}, {@code {slo}}, {@code {group}}, {@code {tier}} and {@code {kind}}
 * stand for the percent-encoded value, which is empty where a signal has none.
 *
 * @param runbook how to act on a signal, or null
 * @param page where to look at it, or null
 */
public record SignalLinks(
        @Nullable String runbook, @Nullable String page) implements Serializable {

    /** No links. */
    public static final SignalLinks NONE = new SignalLinks(null, null);

    /** Stands for every subject when a template is checked. */
    private static final SignalSubject ANY =
            new SignalSubject("t", "a", "h", "s", "o", "g", "i", Severity.WARNING, null, null);

    /** How to act on a signal: by the runbook of its subject, else by that of the settings; null when neither is. */
    public @Nullable String runbookOf(SignalSubject subject, SignalKind kind) {
        return subject.runbookUrl() != null ? subject.runbookUrl() : fill(runbook, subject, kind);
    }

    /** Where to look at a signal: at the page of its subject, else at that of the settings; null when neither is. */
    public @Nullable String pageOf(SignalSubject subject, SignalKind kind) {
        return subject.url() != null ? subject.url() : fill(page, subject, kind);
    }

    /** A template with its values filled in, or null without a template. */
    static @Nullable String fill(@Nullable String template, SignalSubject subject, SignalKind kind) {
        return template == null
                ? null
                : template.replace("{tenant}", encoded(subject.tenant()))
                        .replace("{service}", encoded(subject.service()))
                        .replace("{app}", encoded(subject.app()))
                        .replace("{host}", encoded(subject.host()))
                        .replace("{slo}", encoded(subject.slo()))
                        .replace("{group}", encoded(subject.group()))
                        .replace("{tier}", encoded(subject.tier()))
                        .replace("{kind}", encoded(kind.label()));
    }

    static SignalLinks read(OptionReader reader) {
        return new SignalLinks(
                template(reader, ConvergenceOptions.RUNBOOK_URL), template(reader, ConvergenceOptions.SIGNAL_URL));
    }

    private static @Nullable String template(OptionReader reader, ConfigOption<String> option) {
        String template = reader.text(option);
        String filled = fill(template, ANY, SignalKind.SLO_BURN_RATE);
        reader.check(
                filled == null || isWebAddress(filled),
                option,
                "not an http or https address with at most the placeholders {tenant}, {service}, {app}, {host}, {slo}, "
                        + "{group}, {tier} and {kind}");
        return template;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String encoded(@Nullable String value) {
        return value == null
                ? ""
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
