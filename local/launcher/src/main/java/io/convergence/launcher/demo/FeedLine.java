package io.convergence.launcher.demo;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.command.Console.Colour;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verdict change or a signal as one line for people.
 *
 * @param at event time, epoch milliseconds
 * @param kind {@code verdict} or {@code SIGNAL}
 * @param subject tenant, app and host, or tenant, objective and group
 * @param text change and measurements, or the signal, in columns
 * @param colour of the text
 */
public record FeedLine(long at, String kind, String subject, String text, Colour colour) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The line of a verdict record, or null when the verdict has not changed. */
    static @Nullable FeedLine verdict(Map<String, String> members) {
        if (!"true".equals(members.get("changed"))) {
            return null;
        }
        String verdict = text(members, "verdict");
        String change = String.format(
                Locale.ROOT, "%-29s -> %-29s", members.getOrDefault("previous_verdict", "(first)"), verdict);
        String measured = String.format(
                Locale.ROOT,
                "%,6d views  %5s errors  p75 LCP %6s  checks %s/%s failed",
                number(members, "views"),
                percent(members.get("error_rate")),
                millis(members.get("p75_lcp_ms")),
                text(members, "synthetic_failures"),
                text(members, "synthetic_samples"));
        return new FeedLine(
                number(members, "window_end"), "verdict", subject(members), change + "  " + measured, colour(verdict));
    }

    /** The line of a signal event, or null when the event only re-asserts a firing signal. */
    static @Nullable FeedLine signal(Map<String, String> members) {
        boolean firing = "firing".equals(members.get("status"));
        if (firing && !"0".equals(members.get("sequence"))) {
            return null;
        }
        String status = firing ? "FIRING  " : "RESOLVED";
        return new FeedLine(
                Instant.parse(text(members, "occurred_at")).toEpochMilli(),
                "SIGNAL",
                subject(members),
                status + ' ' + text(members, "kind") + " (" + text(members, "reason") + "): " + text(members, "title"),
                firing ? Colour.RED : Colour.GREEN);
    }

    /**
     * The whole line, marked as history or live.
     *
     * @param live start of live traffic, epoch milliseconds
     */
    public String render(Console console, long live) {
        String when = (at < live ? "history " : "live    ") + CLOCK.format(Instant.ofEpochMilli(at));
        return console.paint(when, Colour.GREY)
                + String.format(Locale.ROOT, "  %-7s  %-47s  ", kind, subject)
                + console.paint(text, colour);
    }

    private static Colour colour(String verdict) {
        return switch (verdict) {
            case "healthy" -> Colour.GREEN;
            case "user_impact_confirmed" -> Colour.RED;
            case "user_only_synthetic_blind" -> Colour.MAGENTA;
            default -> Colour.YELLOW;
        };
    }

    private static String subject(Map<String, String> members) {
        return members.containsKey("slo")
                ? text(members, "tenant") + ' ' + text(members, "slo") + ' ' + text(members, "group")
                : text(members, "tenant") + ' ' + text(members, "app") + ' ' + text(members, "host");
    }

    private static String text(Map<String, String> members, String name) {
        return members.getOrDefault(name, "-");
    }

    private static long number(Map<String, String> members, String name) {
        return Long.parseLong(members.getOrDefault(name, "0"));
    }

    private static String percent(@Nullable String ratio) {
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * Double.parseDouble(ratio));
    }

    private static String millis(@Nullable String value) {
        return value == null ? "-" : Math.round(Double.parseDouble(value)) + "ms";
    }
}
