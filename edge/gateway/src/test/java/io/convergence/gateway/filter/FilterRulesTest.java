package io.convergence.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterRulesTest {
    private static final JsonNode VECTOR = vector();

    @Test
    void eachRuleOfTheVectorMatchesItsSegmentsOrIsBroken() {
        for (JsonNode one : VECTOR.get("rules")) {
            String rule = one.get("rule").textValue();
            FilterRules rules = FilterRules.of(List.of(rule));
            assertThat(rules.problems()).as(rule).hasSize(one.has("broken") ? 1 : 0);
            assertThat(matches(rules)).as(rule).isEqualTo(texts(one.path("matches")));
        }
        assertThat(VECTOR.get("rules")).hasSize(75);
    }

    @Test
    void eachSetOfTheVectorDropsItsSegments() {
        for (JsonNode one : VECTOR.get("sets")) {
            assertThat(matches(FilterRules.of(texts(one.get("rules")))))
                    .as(one.get("rules").toString())
                    .isEqualTo(texts(one.get("dropped")));
        }
    }

    @Test
    void aBrokenRuleIsReportedByItsNumberAndPositionWithoutItsText() {
        assertThat(FilterRules.of(List.of("{ a = 'x' }", "{ secret = secret }")).problems())
                .containsExactly(
                        "filter rule 2 is skipped: a text, a number, nil, true or false is expected at character 12");
    }

    @Test
    void deepAndLongRulesAreBroken() {
        assertThat(isBroken("{ " + "(".repeat(64) + "a = 1" + ")".repeat(64) + " }"))
                .isFalse();
        assertThat(isBroken("{ " + "(".repeat(65) + "a = 1" + ")".repeat(65) + " }"))
                .isTrue();
        assertThat(isBroken("{ " + "(".repeat(16_000))).isTrue();
        assertThat(isBroken("{ a = '" + "x".repeat(16_384) + "' }")).isTrue();
        assertThat(isBroken("{ a = 1" + ", a = 1".repeat(2_000) + " }")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((a{0,900}){0,900}){0,900}){0,900}",
                "a{1001}",
                "(a{2,}){501}",
                "a{3}{400}"
            })
    void expressionsThatWouldGrowWithoutBoundAreBroken(String expression) {
        assertThat(isBroken("{ a = re('" + expression + "') }")).isTrue();
    }

    @Test
    void alternationsOfLongExpressionsAreMatchedInLinearTime() {
        FilterRules rules = FilterRules.of(List.of("{ a = re('^(a+)+(a|aa)*$') }"));
        assertThat(rules.match(Map.of("a", new FilterValue.Text("a".repeat(20_000) + "b"))))
                .isFalse();
    }

    @Test
    void noTextMakesTheReaderFail() {
        Random random = new Random(4);
        String[] parts = {
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ",",
            ";",
            "=",
            "!=",
            "<",
            " and ",
            " or ",
            "a",
            "'x'",
            "re",
            "\"",
            "`",
            "\\",
            "1",
            "-",
            "0x",
            "nil",
            " in ",
            " match ",
            "#",
            "\n",
            ".",
            "\uD800",
            "'\\u",
            "é",
            "identifier"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder rule = new StringBuilder("{ ");
            for (int j = random.nextInt(12); j >= 0; j--) {
                rule.append(parts[random.nextInt(parts.length)]);
            }
            FilterRules rules = FilterRules.of(List.of(rule.toString()));
            assertThat(rules.conditions().size() + rules.problems().size()).isEqualTo(1);
        }
    }

    private static boolean isBroken(String rule) {
        return !FilterRules.of(List.of(rule)).problems().isEmpty();
    }

    private static List<String> matches(FilterRules rules) {
        List<String> matches = new ArrayList<>();
        Map<String, Map<String, FilterValue>> segments = new TreeMap<>();
        VECTOR.get("data").properties().forEach(one -> segments.put(one.getKey(), fields(one.getValue())));
        segments.forEach((name, fields) -> {
            if (rules.match(fields)) {
                matches.add(name);
            }
        });
        return matches;
    }

    private static Map<String, FilterValue> fields(JsonNode segment) {
        Map<String, FilterValue> fields = new HashMap<>();
        segment.properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isNumber()
                                ? new FilterValue.Numeric(field.getValue().doubleValue())
                                : new FilterValue.Text(field.getValue().textValue())));
        return fields;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return texts;
    }

    private static JsonNode vector() {
        try {
            return new JsonMapper()
                    .readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/filter-rules.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
