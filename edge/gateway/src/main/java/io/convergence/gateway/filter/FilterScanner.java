package io.convergence.gateway.filter;

import io.convergence.gateway.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Division of a rule into tokens. Space and comments, from {@code #} to the end of the line, are skipped. */
final class FilterScanner {
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][0-9a-fA-F]{1,13}|(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    private static final List<String> SYMBOLS =
            List.of("!=", "<=", ">=", "&&", "||", "=", "<", ">", "{", "}", "(", ")", "[", "]", ",", ";", "+", "-");

    private final String rule;
    private final List<FilterToken> tokens = new ArrayList<>();
    private int position;

    private FilterScanner(String rule) {
        this.rule = rule;
    }

    /** The tokens of a rule; the last one is its end. */
    static List<FilterToken> tokens(String rule) throws FilterSyntaxException {
        FilterScanner scanner = new FilterScanner(rule);
        while (scanner.position < rule.length()) {
            scanner.next();
        }
        scanner.tokens.add(new FilterToken(Kind.END, "", rule.length()));
        return scanner.tokens;
    }

    private void next() throws FilterSyntaxException {
        char first = rule.charAt(position);
        if (Character.isWhitespace(first)) {
            position++;
        } else if (first == '#') {
            int end = rule.indexOf('\n', position);
            position = end < 0 ? rule.length() : end;
        } else if (first == '\'' || first == '"') {
            int end = FilterText.end(rule, position);
            add(Kind.TEXT, FilterText.unescape(rule, position, end), end + 1);
        } else if (first == '`') {
            int end = rule.indexOf('`', position + 1);
            if (end < 0) {
                throw new FilterSyntaxException(position, "a backquote without its end");
            }
            add(Kind.BACKQUOTED, rule.substring(position + 1, end), end + 1);
        } else if (Character.isLetter(first) || first == '_') {
            int end = position + 1;
            while (end < rule.length() && isNamePart(rule.charAt(end))) {
                end++;
            }
            add(Kind.WORD, rule.substring(position, end), end);
        } else if (!addNumber() && !addSymbol()) {
            throw new FilterSyntaxException(position, "an unknown character");
        }
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '.';
    }

    private boolean addNumber() throws FilterSyntaxException {
        Matcher number = NUMBER.matcher(rule).region(position, rule.length());
        if (!number.lookingAt()) {
            return false;
        }
        int end = number.end();
        if (end < rule.length() && isNamePart(rule.charAt(end))) {
            throw new FilterSyntaxException(position, "a number that is not valid");
        }
        add(Kind.NUMBER, number.group(), end);
        return true;
    }

    private boolean addSymbol() {
        for (String symbol : SYMBOLS) {
            if (rule.startsWith(symbol, position)) {
                add(Kind.SYMBOL, symbol, position + symbol.length());
                return true;
            }
        }
        return false;
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new FilterToken(kind, text, position));
        position = end;
    }
}
