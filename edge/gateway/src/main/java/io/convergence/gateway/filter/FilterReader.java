package io.convergence.gateway.filter;

import io.convergence.gateway.filter.FilterCondition.Literal;
import io.convergence.gateway.filter.FilterCondition.Operand;
import io.convergence.gateway.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;

/*
 * rule       = { ";" } group { ";" { ";" } [ group ] } ;
 * group      = "{" element { "," element } [ "," ] "}" ;
 * element    = term { ( "or" | "||" ) term } ;
 * term       = factor { ( "and" | "&&" ) factor } ;
 * factor     = "(" element ")" | comparison ;
 * comparison = operand operator value   (see FilterComparison)
 */
/** Reader of a rule by recursive descent, at most {@link #MAX_DEPTH} parentheses deep. */
final class FilterReader {
    private static final int MAX_DEPTH = 64;

    private final FilterTokens tokens;
    private int depth;

    private FilterReader(FilterTokens tokens) {
        this.tokens = tokens;
    }

    /** The condition of a rule. */
    static FilterCondition read(String rule) throws FilterSyntaxException {
        FilterReader reader = new FilterReader(new FilterTokens(FilterScanner.tokens(rule)));
        return reader.groups();
    }

    private FilterCondition groups() throws FilterSyntaxException {
        List<FilterCondition> groups = new ArrayList<>();
        boolean separated = true;
        while (tokens.peek().kind() != Kind.END) {
            if (tokens.take(";")) {
                separated = true;
            } else if (separated) {
                groups.add(group());
                separated = false;
            } else {
                throw tokens.expected(";");
            }
        }
        if (groups.isEmpty()) {
            throw tokens.expected("{");
        }
        return new FilterCondition.Any(groups);
    }

    private FilterCondition group() throws FilterSyntaxException {
        tokens.require("{");
        List<FilterCondition> elements = new ArrayList<>();
        do {
            elements.add(element());
        } while (tokens.take(",") && !tokens.peek().is("}"));
        tokens.require("}");
        return new FilterCondition.All(elements);
    }

    private FilterCondition element() throws FilterSyntaxException {
        List<FilterCondition> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (tokens.take("||") || tokens.takeWord("or"));
        return new FilterCondition.Any(terms);
    }

    private FilterCondition term() throws FilterSyntaxException {
        List<FilterCondition> factors = new ArrayList<>();
        do {
            factors.add(factor());
        } while (tokens.take("&&") || tokens.takeWord("and"));
        return new FilterCondition.All(factors);
    }

    private FilterCondition factor() throws FilterSyntaxException {
        if (!tokens.peek().is("(")) {
            return FilterComparison.read(operand(), tokens);
        }
        if (++depth > MAX_DEPTH) {
            throw new FilterSyntaxException(tokens.peek().position(), "more than " + MAX_DEPTH + " parentheses");
        }
        tokens.require("(");
        FilterCondition condition = element();
        tokens.require(")");
        depth--;
        return condition;
    }

    private Operand operand() throws FilterSyntaxException {
        FilterToken token = tokens.peek();
        if (token.kind() == Kind.BACKQUOTED) {
            tokens.next();
            return new FilterCondition.Field(token.text());
        }
        if (token.isWord("identifier") && tokens.isCall()) {
            tokens.next();
            tokens.require("(");
            FilterToken name = tokens.next();
            if (name.kind() != Kind.TEXT && name.kind() != Kind.BACKQUOTED) {
                throw new FilterSyntaxException(name.position(), "a name in quotes is expected");
            }
            tokens.require(")");
            return new FilterCondition.Field(name.text());
        }
        if (token.kind() == Kind.WORD && !tokens.isLiteral()) {
            tokens.next();
            return new FilterCondition.Field(token.text());
        }
        return new Literal(tokens.literal());
    }
}
