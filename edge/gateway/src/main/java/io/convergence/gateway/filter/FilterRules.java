package io.convergence.gateway.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A set of filter rules. A segment that matches one of them is dropped. Thread-safe.
 *
 * @param conditions conditions of the rules that are valid
 * @param problems one line for each broken rule, which is skipped
 */
public record FilterRules(List<FilterCondition> conditions, List<String> problems) {
    /** No rule. */
    public static final FilterRules NONE = new FilterRules(List.of(), List.of());

    /** Longest rule in characters. */
    static final int MAX_LENGTH = 16_384;

    /** Copies the lists. */
    public FilterRules {
        conditions = List.copyOf(conditions);
        problems = List.copyOf(problems);
    }

    /** The rules of texts, one in each. */
    public static FilterRules of(List<String> texts) {
        List<FilterCondition> conditions = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                if (texts.get(i).length() > MAX_LENGTH) {
                    throw new FilterSyntaxException(MAX_LENGTH, "more than " + MAX_LENGTH + " characters");
                }
                conditions.add(FilterReader.read(texts.get(i)));
            } catch (FilterSyntaxException e) {
                problems.add("filter rule " + (i + 1) + " is skipped: " + e.getMessage());
            }
        }
        return new FilterRules(conditions, problems);
    }

    /**
     * Whether a segment matches a rule.
     *
     * @param fields values of the segment by name
     */
    public boolean match(Map<String, FilterValue> fields) {
        return conditions.stream().anyMatch(condition -> condition.test(fields));
    }
}
