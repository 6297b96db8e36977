package io.convergence.query.http;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checked parameters of a request. Each method ends the request with a problem that names the parameter when its value is
 * not admitted; absent parameters are null or the default.
 */
public final class Parameters {
    private static final int MAX_PAGE = 1_024;

    private final Map<String, String> values;

    Parameters(Map<String, String> values, Collection<String> admitted) {
        this.values = Map.copyOf(values);
        for (Map.Entry<String, String> value : values.entrySet()) {
            String name = value.getKey();
            if (!admitted.contains(name)) {
                throw ApiProblem.parameter(QueryString.cut(name), "there is no such parameter; admitted: " + admitted);
            }
            if (value.getValue().isEmpty()) {
                throw ApiProblem.parameter(name, "must not be empty; leave it out instead");
            }
        }
    }

    /** Every parameter that was sent, with its value. */
    public Map<String, String> values() {
        return values;
    }

    /** A text that a rule admits. */
    public @Nullable String text(String name, Predicate<String> rule, String expected) {
        String value = values.get(name);
        if (value != null && !rule.test(value)) {
            throw invalid(name, value, expected);
        }
        return value;
    }

    /** A name of an app or a tenant. */
    public @Nullable String name(String name) {
        return text(name, Alphabet.NAME::admits, Alphabet.NAME.rule());
    }

    /** A host name or IP literal, normalised. */
    public @Nullable String host(String name) {
        String value = text(name, host -> HostName.normalise(host) != null, "a host name or an IP address");
        return value == null ? null : HostName.normalise(value);
    }

    /** A page, which begins with a slash. */
    public @Nullable String page() {
        return text(
                "page", page -> page.startsWith("/") && page.length() <= MAX_PAGE, "a page that begins with a slash");
    }

    /** A text that the route requires. */
    public String required(String name, @Nullable String value) {
        if (value == null) {
            throw ApiProblem.missing(name, name + " is required");
        }
        return value;
    }

    /** A list of admitted words, separated by commas; null when the parameter is absent. */
    public @Nullable List<String> words(String name, List<String> admitted) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        for (String word : value.split(",", -1)) {
            if (!admitted.contains(word)) {
                throw invalid(name, word, "some of " + admitted + ", separated by commas");
            }
            words.add(word);
        }
        return words;
    }

    /** One admitted word. */
    public String word(String name, List<String> admitted, String absent) {
        String value = text(name, admitted::contains, "one of " + admitted);
        return value == null ? absent : value;
    }

    /** A whole number of a range, both ends inclusive. */
    public int number(String name, int least, int most, int absent) {
        String value = text(
                name,
                number -> number.matches("\\d{1,9}")
                        && Integer.parseInt(number) >= least
                        && Integer.parseInt(number) <= most,
                "a whole number from " + least + " to " + most);
        return value == null ? absent : Integer.parseInt(value);
    }

    /** A number of a range, both ends inclusive. */
    public double decimal(String name, double least, double most, double absent) {
        String value = text(
                name,
                number -> number.matches("\\d(\\.\\d{1,6})?")
                        && Double.parseDouble(number) >= least
                        && Double.parseDouble(number) <= most,
                "a number from " + least + " to " + most);
        return value == null ? absent : Double.parseDouble(value);
    }

    /** {@code true} or {@code false}; null when the parameter is absent. */
    public @Nullable Boolean flag(String name) {
        String value = text(name, text -> text.equals("true") || text.equals("false"), "true or false");
        return value == null ? null : Boolean.valueOf(value);
    }

    /** The most items of a list; 100 when the parameter is absent. */
    public int limit() {
        return number("limit", 1, 1_000, 100);
    }

    /** An instant with any offset. */
    public @Nullable Instant time(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        throw invalid(name, value, "a time with an offset, such as 2026-11-27T12:00:00Z");
    }

    /** The length of a bucket in seconds that is asked for, such as {@code 1m}; a minute when the parameter is absent. */
    public long step() {
        String value = text("step", step -> step.matches("[1-9]\\d{0,3}[smhd]"), "a length such as 1m or 1h");
        if (value == null) {
            return 60;
        }
        long number = Long.parseLong(value.substring(0, value.length() - 1));
        return switch (value.charAt(value.length() - 1)) {
            case 's' -> number;
            case 'm' -> number * 60;
            case 'h' -> number * 3_600;
            default -> number * 86_400;
        };
    }

    /**
     * The span of {@code from} and {@code to}.
     *
     * @param now end of the span without {@code to}
     * @param usual length of the span without {@code from}
     * @param widest most length
     */
    public TimeRange range(Instant now, Duration usual, Duration widest) {
        Instant to = time("to");
        Instant end = to == null ? now : to;
        Instant from = time("from");
        Instant start = from == null ? end.minus(usual) : from;
        if (!start.isBefore(end)) {
            throw ApiProblem.parameter(to == null ? "from" : "to", "from must lie before to, which is now by default");
        }
        if (Duration.between(start, end).compareTo(widest) > 0) {
            throw ApiProblem.range("at most " + widest.toHours() + " hours between from and to");
        }
        return new TimeRange(start, end);
    }

    private static ApiProblem invalid(String name, String value, String expected) {
        return ApiProblem.parameter(name, "must be " + expected + ", not '" + QueryString.cut(value) + "'");
    }
}
