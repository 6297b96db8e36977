package io.convergence.gateway.filter;

import io.convergence.gateway.filter.FilterToken.Kind;
import java.util.List;
import java.util.Locale;

/** Position of a reader in the tokens of a rule. Not thread-safe. */
final class FilterTokens {
    private final List<FilterToken> tokens;
    private int position;

    FilterTokens(List<FilterToken> tokens) {
        this.tokens = tokens;
    }

    /** The next token, which is not taken. */
    FilterToken peek() {
        return tokens.get(position);
    }

    /** Takes the next token; the end stays where it is. */
    FilterToken next() {
        FilterToken token = tokens.get(position);
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    /** Takes a symbol if it is the next token. */
    boolean take(String symbol) {
        boolean isNext = peek().is(symbol);
        if (isNext) {
            position++;
        }
        return isNext;
    }

    /** Takes a keyword if it is the next token. */
    boolean takeWord(String keyword) {
        boolean isNext = peek().isWord(keyword);
        if (isNext) {
            position++;
        }
        return isNext;
    }

    /** Takes a symbol that must be the next token. */
    void require(String symbol) throws FilterSyntaxException {
        if (!take(symbol)) {
            throw expected(symbol);
        }
    }

    /** The problem that a symbol is missing at this position. */
    FilterSyntaxException expected(String symbol) {
        return new FilterSyntaxException(peek().position(), symbol + " is expected");
    }

    /** Whether the token after the next one is a parenthesis. */
    boolean isCall() {
        return position + 1 < tokens.size() && tokens.get(position + 1).is("(");
    }

    /** Whether the next token is a literal that is written as a word. */
    boolean isLiteral() {
        return switch (peek().text().toLowerCase(Locale.ROOT)) {
            case "nil", "null", "true", "false" -> true;
            default -> false;
        };
    }

    /** Takes a literal: a text, a number with or without a sign, nil, or a truth value. */
    FilterValue literal() throws FilterSyntaxException {
        boolean negative = peek().is("-");
        if (negative || peek().is("+")) {
            next();
            if (peek().kind() != Kind.NUMBER) {
                throw new FilterSyntaxException(peek().position(), "a number is expected");
            }
            double number = number(next().text());
            return new FilterValue.Numeric(negative ? 0.0 - number : number);
        }
        FilterToken token = next();
        if (token.kind() == Kind.TEXT) {
            return new FilterValue.Text(token.text());
        }
        if (token.kind() == Kind.NUMBER) {
            return new FilterValue.Numeric(number(token.text()));
        }
        if (token.isWord("nil") || token.isWord("null")) {
            return new FilterValue.Absent();
        }
        if (token.isWord("true") || token.isWord("false")) {
            return new FilterValue.Flag(token.isWord("true"));
        }
        throw new FilterSyntaxException(token.position(), "a text, a number, nil, true or false is expected");
    }

    private static double number(String text) {
        boolean isHex = text.startsWith("0x") || text.startsWith("0X");
        return isHex ? (double) Long.parseLong(text, 2, text.length(), 16) : Double.parseDouble(text);
    }
}
