package io.convergence.jobs.settings;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * Pages that signals link to. Both are templates: {@code {tenant}}, {@code {app}}, {@code {host}} and {@code {kind}}
 * stand for the percent-encoded value.
 *
 * @param runbook how to act on a signal, or null
 * @param page where to look at it, or null
 */
public record SignalLinks(
        @Nullable String runbook, @Nullable String page) implements Serializable {

    /** No links. */
    public static final SignalLinks NONE = new SignalLinks(null, null);

    /** A template with its values filled in, or null without a template. */
    public static @Nullable String fill(
            @Nullable String template, String tenant, String app, String host, String kind) {
        return template == null
                ? null
                : template.replace("{tenant}", encoded(tenant))
                        .replace("{app}", encoded(app))
                        .replace("{host}", encoded(host))
                        .replace("{kind}", encoded(kind));
    }

    static SignalLinks read(OptionReader reader) {
        return new SignalLinks(
                template(reader, ConvergenceOptions.RUNBOOK_URL), template(reader, ConvergenceOptions.SIGNAL_URL));
    }

    private static @Nullable String template(OptionReader reader, ConfigOption<String> option) {
        String template = reader.text(option);
        String filled = fill(template, "t", "a", "h", "k");
        reader.check(
                filled == null || isWebAddress(filled),
                option,
                "not an http or https address with at most the placeholders {tenant}, {app}, {host} and {kind}");
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

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
