package io.convergence.gateway.filter;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;

/** A condition on the fields of a segment. Thread-safe. */
sealed interface FilterCondition {
    /** Whether the condition is true. */
    boolean test(Map<String, FilterValue> fields);

    /** A value in a rule: that of a field, or a literal. */
    sealed interface Operand {
        /** The value; a field that is missing is absent. */
        FilterValue of(Map<String, FilterValue> fields);
    }

    /** The value of a field. */
    record Field(String name) implements Operand {
        @Override
        public FilterValue of(Map<String, FilterValue> fields) {
            return fields.getOrDefault(name, new FilterValue.Absent());
        }
    }

    /** A value that is written in the rule. */
    record Literal(FilterValue value) implements Operand {
        @Override
        public FilterValue of(Map<String, FilterValue> fields) {
            return value;
        }
    }

    /** Equality, or inequality of values of one kind; an absent value is unequal to every other one. */
    record Equal(Operand left, FilterValue right, boolean negated) implements FilterCondition {
        @Override
        public boolean test(Map<String, FilterValue> fields) {
            FilterValue value = left.of(fields);
            return value.isComparable(right) && value.equals(right) != negated;
        }
    }

    /**
     * Order of two texts or two numbers.
     *
     * @param operator one of {@code < <= > >=}
     */
    record Ordered(Operand left, String operator, FilterValue right) implements FilterCondition {
        @Override
        public boolean test(Map<String, FilterValue> fields) {
            Integer order = left.of(fields).compare(right);
            if (order == null) {
                return false;
            }
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }

    /** Whether a value is one of a list, or none of it when negated. */
    record Listed(Operand left, List<FilterValue> list, boolean negated) implements FilterCondition {
        public Listed {
            list = List.copyOf(list);
        }

        @Override
        public boolean test(Map<String, FilterValue> fields) {
            return list.contains(left.of(fields)) != negated;
        }
    }

    /** Whether one of the expressions is found in a text, or none of them when negated. */
    record Matching(Operand left, List<Pattern> expressions, boolean negated) implements FilterCondition {
        public Matching {
            expressions = List.copyOf(expressions);
        }

        @Override
        public boolean test(Map<String, FilterValue> fields) {
            boolean isFound = left.of(fields) instanceof FilterValue.Text text
                    && expressions.stream()
                            .anyMatch(expression ->
                                    expression.matcher(text.text()).find());
            return isFound != negated;
        }
    }

    /** Whether all conditions are true. */
    record All(List<FilterCondition> conditions) implements FilterCondition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean test(Map<String, FilterValue> fields) {
            return conditions.stream().allMatch(condition -> condition.test(fields));
        }
    }

    /** Whether one of the conditions is true. */
    record Any(List<FilterCondition> conditions) implements FilterCondition {
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean test(Map<String, FilterValue> fields) {
            return conditions.stream().anyMatch(condition -> condition.test(fields));
        }
    }
}
