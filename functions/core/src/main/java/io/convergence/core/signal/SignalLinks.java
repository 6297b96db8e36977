package io.convergence.core.signal;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Default links of signals, used where the subject of a signal has no link of its own. Both are URL templates with the
 * placeholders {@code {tenant}}, {@code {service}}, {@code {app}}, {@code {host}}, {@code {slo}}, {@code {group}},
 * {@code {tier}} and {@code {kind}}. A placeholder is replaced by the percent-encoded value, or by nothing where the
 * signal has no such value or is about all groups of an objective.
 *
 * @param runbook template of the runbook's address, or null
 * @param page template of the address of the page that shows the subject, or null
 */
public record SignalLinks(
        @Nullable String runbook, @Nullable String page) implements Serializable {

    /** No links. */
    public static final SignalLinks NONE = new SignalLinks(null, null);

    /** A subject with every part set, for checking templates. */
    private static final SignalSubject ANY =
            new SignalSubject("t", "a", "h", "s", "o", "g", "i", Severity.WARNING, null, null, List.of(), List.of());

    /** The runbook of a signal: the subject's own link, otherwise the filled template, or null when both are absent. */
    public @Nullable String runbookOf(SignalSubject subject, SignalKind kind) {
        return subject.runbookUrl() != null ? subject.runbookUrl() : fill(runbook, subject, kind);
    }

    /** The page of a signal: the subject's own link, otherwise the filled template, or null when both are absent. */
    public @Nullable String pageOf(SignalSubject subject, SignalKind kind) {
        return subject.url() != null ? subject.url() : fill(page, subject, kind);
    }

    /** A template with its placeholders replaced, or null when there is no template. */
    public static @Nullable String fill(@Nullable String template, SignalSubject subject, SignalKind kind) {
        return template == null
                ? null
                : template.replace("{tenant}", encoded(subject.tenant()))
                        .replace("{service}", encoded(subject.service()))
                        .replace("{app}", encoded(subject.app()))
                        .replace("{host}", encoded(subject.host()))
                        .replace("{slo}", encoded(subject.slo()))
                        .replace("{group}", encoded(subject.isAllGroups() ? null : subject.group()))
                        .replace("{tier}", encoded(subject.tier()))
                        .replace("{kind}", encoded(kind.label()));
    }

    /**
     * Whether a template, with every placeholder filled in, is an http or https address with a host.
     *
     * @param template a template, or null for none, which is valid
     */
    public static boolean isValid(@Nullable String template) {
        String filled = fill(template, ANY, SignalKind.SLO_BURN_RATE);
        return filled == null || isWebAddress(filled);
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
