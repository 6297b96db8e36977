package io.convergence.gateway.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.convergence.gateway.filter.FilterCondition.Operand;
import io.convergence.gateway.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reader of the operator and the right side of a comparison. */
final class FilterComparison {
    /** Longest regular expression in characters. */
    private static final int MAX_EXPRESSION = 512;

    /** Largest number of repetitions in one expression, the counts of all braces multiplied. */
    private static final long MAX_REPETITIONS = 1000;

    private static final java.util.regex.Pattern BRACES =
            java.util.regex.Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?\\}");

    private FilterComparison() {}

    /** The condition of a comparison whose left side has been read. */
    static FilterCondition read(Operand left, FilterTokens tokens) throws FilterSyntaxException {
        FilterToken operator = tokens.next();
        String name = operator.text().toLowerCase(Locale.ROOT);
        if (operator.kind() == Kind.SYMBOL) {
            switch (name) {
                case "=", "!=" -> {
                    boolean negated = name.equals("!=");
                    return tokens.peek().isWord("re")
                            ? new FilterCondition.Matching(left, List.of(call(tokens)), negated)
                            : new FilterCondition.Equal(left, tokens.literal(), negated);
                }
                case "<", "<=", ">", ">=" -> {
                    return new FilterCondition.Ordered(left, name, tokens.literal());
                }
                default -> throw operatorExpected(operator);
            }
        }
        if (operator.kind() != Kind.WORD) {
            throw operatorExpected(operator);
        }
        return switch (name) {
            case "in" -> new FilterCondition.Listed(left, list(tokens), false);
            case "not_in", "notin" -> new FilterCondition.Listed(left, list(tokens), true);
            case "match" -> new FilterCondition.Matching(left, expressions(tokens), false);
            case "not_match", "notmatch" -> new FilterCondition.Matching(left, expressions(tokens), true);
            default -> throw operatorExpected(operator);
        };
    }

    private static FilterSyntaxException operatorExpected(FilterToken token) {
        return new FilterSyntaxException(token.position(), "an operator is expected");
    }

    private static List<FilterValue> list(FilterTokens tokens) throws FilterSyntaxException {
        List<FilterValue> values = new ArrayList<>();
        tokens.require("[");
        do {
            values.add(tokens.literal());
        } while (tokens.take(",") && !tokens.peek().is("]"));
        tokens.require("]");
        return values;
    }

    private static List<Pattern> expressions(FilterTokens tokens) throws FilterSyntaxException {
        int position = tokens.peek().position();
        List<Pattern> expressions = new ArrayList<>();
        for (FilterValue value : list(tokens)) {
            if (!(value instanceof FilterValue.Text text)) {
                throw new FilterSyntaxException(position, "a list of regular expressions is expected");
            }
            expressions.add(expression(text.text(), position));
        }
        return expressions;
    }

    private static Pattern call(FilterTokens tokens) throws FilterSyntaxException {
        tokens.next();
        tokens.require("(");
        FilterToken text = tokens.next();
        if (text.kind() != Kind.TEXT && text.kind() != Kind.BACKQUOTED) {
            throw new FilterSyntaxException(text.position(), "a regular expression in quotes is expected");
        }
        tokens.require(")");
        return expression(text.text(), text.position());
    }

    /** A regular expression in the syntax of RE2, whose matching takes linear time. */
    private static Pattern expression(String text, int position) throws FilterSyntaxException {
        if (text.length() > MAX_EXPRESSION || repetitions(text) > MAX_REPETITIONS) {
            throw new FilterSyntaxException(
                    position,
                    "a regular expression of more than " + MAX_EXPRESSION + " characters or " + MAX_REPETITIONS
                            + " repetitions");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new FilterSyntaxException(position, "a regular expression that RE2 refuses");
        }
    }

    /** The product of all counts in braces, because a repetition is compiled into as many copies of its operand. */
    private static long repetitions(String text) {
        long product = 1;
        java.util.regex.Matcher braces = BRACES.matcher(text);
        while (braces.find() && product <= MAX_REPETITIONS) {
            String upper = braces.group(2);
            long count = Long.parseLong(upper == null || upper.isEmpty() ? braces.group(1) : upper);
            product *= Math.max(1, count);
        }
        return product;
    }
}
