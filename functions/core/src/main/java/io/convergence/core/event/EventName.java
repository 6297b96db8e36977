package io.convergence.core.event;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.privacy.TextScrub;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for the name and the value of an event, which depend on its type. Normalisation is idempotent. */
public final class EventName {
    private static final int TEXT = 128;
    private static final int METRIC = 64;
    private static final double LONGEST = 600_000;
    private static final double LARGEST_SHIFT = 100;
    private static final CharacterRule METRIC_NAME = CharacterRule.alphanumeric("._:-", 1, METRIC);
    private static final Pattern OUTSIDE_METRIC = Pattern.compile("[^A-Za-z0-9._:-]");
    private static final Set<String> VITALS = Set.of("lcp", "inp", "cls", "fcp", "ttfb", "fid");
    private static final Set<String> RESOURCES =
            Set.of("document", "js", "css", "image", "font", "media", "xhr", "fetch", "beacon", "other");
    private static final Set<String> BREADCRUMBS =
            Set.of("navigation", "user", "http", "console", "log", "error", "lifecycle", "custom");

    private EventName() {}

    /** The normalised name of an event, or null when the type has no such name. */
    public static @Nullable String normalise(EventType type, String name) {
        return switch (type) {
            case SESSION -> null;
            case VIEW -> Alphabet.NAME.orNull(name);
            case VITAL -> VITALS.contains(name) ? name : null;
            case ERROR, ACTION -> scrubbed(name);
            case RESOURCE -> RESOURCES.contains(name) ? name : "other";
            case LONG_TASK -> name.equals("long-animation-frame") ? name : "longtask";
            case BREADCRUMB -> BREADCRUMBS.contains(name) ? name : "custom";
            case METRIC -> metric(name);
            case REPLAY -> name.equals("segment") ? name : null;
            case ERASE -> name.equals("session") ? name : null;
        };
    }

    /** Whether events of a type need a name. */
    public static boolean isRequired(EventType type) {
        return type == EventType.VITAL || type == EventType.METRIC;
    }

    /** Whether a value is valid for a type and a name; null means that there is none. */
    public static boolean admits(EventType type, @Nullable String name, @Nullable Double value) {
        return switch (type) {
            case VITAL -> value != null && value >= 0 && value <= ("cls".equals(name) ? LARGEST_SHIFT : LONGEST);
            case METRIC -> value != null && Double.isFinite(value);
            default -> true;
        };
    }

    /** Whether a value may stand beside an event of a type that does not need one: a duration within a day. */
    static boolean isDuration(double value) {
        return EventMeasures.admits("loading_ms", value);
    }

    private static @Nullable String scrubbed(String name) {
        String text = TextScrub.scrub(name, TEXT);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String metric(String name) {
        String safe = TextScrub.scrub(name, METRIC);
        if (safe.isEmpty() || METRIC_NAME.admits(safe)) {
            return safe.isEmpty() ? null : safe;
        }
        return OUTSIDE_METRIC.matcher(safe).replaceAll("_");
    }
}
