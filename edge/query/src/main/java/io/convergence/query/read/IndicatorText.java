package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The indicator of an objective as words, such as {@code views with lcp_ms <= 2500 of app storefront}. */
final class IndicatorText {
    private static final Map<String, String> OPERATORS = Map.of("lt", "<", "lte", "<=", "gt", ">", "gte", ">=");

    private static final Map<String, String> EVENTS = Map.of(
            "rum", "views",
            "synthetic", "check results",
            "convergence", "minutes",
            "joint", "views, or check results where there are no views,");

    private static final Map<String, String> OK = Map.of(
            "rum", "without an error",
            "synthetic", "that passed",
            "convergence", "that are good",
            "joint", "without a failure");

    private IndicatorText() {}

    /**
     * The words of an indicator.
     *
     * @param source source of the events, as in {@code slos.source}
     * @param sli the indicator, as in {@code slos.sli}
     */
    static String of(String source, JsonNode sli) {
        List<String> words = new ArrayList<>();
        words.add(EVENTS.getOrDefault(source, source));
        words.add(good(source, sli.path("good")));
        sli.path("where").properties().forEach(selector -> words.add(selector(selector.getKey(), selector.getValue())));
        return String.join(" ", words);
    }

    private static String good(String source, JsonNode good) {
        if (good.has("verdict_not_in")) {
            return "whose verdict is not " + alternatives(good.path("verdict_not_in"));
        }
        for (Map.Entry<String, JsonNode> condition : good.properties()) {
            for (Map.Entry<String, JsonNode> bound : condition.getValue().properties()) {
                String operator = OPERATORS.getOrDefault(bound.getKey(), bound.getKey());
                return "with " + condition.getKey() + ' ' + operator + ' '
                        + bound.getValue().asText();
            }
        }
        return OK.getOrDefault(source, "that are good");
    }

    private static String selector(String key, JsonNode values) {
        return values.has("glob")
                ? "with " + key + " like " + alternatives(values.path("glob"))
                : "of " + key + ' ' + alternatives(values.path("in"));
    }

    private static String alternatives(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return String.join(" or ", texts);
    }
}
