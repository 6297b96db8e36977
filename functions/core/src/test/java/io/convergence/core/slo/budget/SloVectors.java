package io.convergence.core.slo.budget;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.core.arithmetic.Fraction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reader of the cases of {@code slo-vectors.json}, with the conversions that their computations share. */
final class SloVectors {
    private static final String FILE = "/vectors/slo/slo-vectors.json";

    private SloVectors() {}

    /** Computes the actual values of a case, by the names of the expected ones. */
    interface Computation extends Function<Case, Map<String, Object>> {}

    /**
     * One case.
     *
     * @param id id of the case
     * @param input input values, by name
     * @param expected expected values, by name
     */
    record Case(String id, Map<String, Object> input, Map<String, Object> expected) {

        /** An input number. */
        Fraction number(String name) {
            return Fraction.parse(String.valueOf(input.get(name)));
        }

        /** An input count. */
        long count(String name) {
            return number(name).numerator().longValueExact();
        }

        /** An input target, in parts per million. */
        int ppm(String name) {
            return SloVectors.ppm(String.valueOf(input.get(name)));
        }

        /** An input duration, in milliseconds. */
        long millis(String name) {
            return SloVectors.millis(String.valueOf(input.get(name)));
        }

        /** Computes every expected value from its name alone. */
        Map<String, Object> byName(Function<String, Object> answer) {
            Map<String, Object> answers = new LinkedHashMap<>();
            expected.keySet().forEach(name -> answers.put(name, answer.apply(name)));
            return answers;
        }
    }

    /**
     * A duration that a case writes either as {@code 15d} or as a number without a unit.
     *
     * @param days the duration in days
     * @param plain the duration in the unit of the case's numbers
     */
    record Lasting(Fraction days, Fraction plain) {}

    /** The cases in the order of the file. */
    static List<Case> read() {
        try (InputStream in = SloVectors.class.getResourceAsStream(FILE);
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            return list(value(parser)).stream()
                    .map(SloVectors::map)
                    .map(fields -> new Case(
                            String.valueOf(fields.get("id")), map(fields.get("input")), map(fields.get("expected"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A map of alternating names and values. */
    static Map<String, Object> answers(@Nullable Object... namesAndValues) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            answers.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return answers;
    }

    /** The result of a function of the two counts in a text such as {@code 99/100}. */
    static Object ofRatio(String goodOfTotal, BiFunction<Long, Long, Object> function) {
        String[] parts = goodOfTotal.split("/");
        return function.apply(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** A decimal target in parts per million. */
    static int ppm(String target) {
        Fraction ppm = Fraction.parse(target).times(Fraction.of(ErrorBudget.MILLION));
        return ppm.decimal(0).intValueExact();
    }

    /** A target in percent, in parts per million. */
    static int percentPpm(String percent) {
        return Fraction.parse(percent).times(Fraction.of(10_000)).decimal(0).intValueExact();
    }

    /** A duration such as {@code 30d}, in milliseconds. */
    static long millis(String duration) {
        int unit = duration.length() - 1;
        int count = Integer.parseInt(duration.substring(0, unit));
        return PeriodCalendar.nominalMillis(new Period(count, duration.substring(unit), true, null, null));
    }

    /** Milliseconds in another unit. */
    static Fraction in(String unit, Fraction millis) {
        return millis.dividedBy("s".equals(unit) ? Fraction.of(1000) : Fraction.of(millis("1" + unit)));
    }

    /** The highest burn rate of a target: that of a window with nothing but bad units. */
    static Fraction highestBurn(int targetPpm) {
        return requireNonNull(BurnRate.of(1, 1, targetPpm));
    }

    /** The time in which a burn rate spends a whole budget, in milliseconds rounded down. */
    static long lastsMillis(long periodMillis, Fraction burn) {
        return requireNonNull(Forecast.exhaustionMillis(Fraction.ONE, periodMillis, periodMillis, burn));
    }

    @SuppressWarnings("unchecked") // objects of the file become such maps
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) requireNonNull(value);
    }

    @SuppressWarnings("unchecked") // arrays of the file become such lists
    static List<Object> list(@Nullable Object value) {
        return (List<Object>) requireNonNull(value);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
            default -> parser.getText();
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return values;
    }
}
