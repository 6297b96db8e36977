package io.convergence.gateway.filter;

/**
 * A token of a rule.
 *
 * @param kind kind
 * @param text name, symbol, unescaped text, or digits
 * @param position position of its first character in the rule, from 0
 */
record FilterToken(Kind kind, String text, int position) {
    /** Kinds of tokens. */
    enum Kind {
        /** A bare name or keyword. */
        WORD,
        /** A text in backquotes: a name, or a regular expression within {@code re()}. */
        BACKQUOTED,
        /** A text in single or double quotes. */
        TEXT,
        /** An unsigned number. */
        NUMBER,
        /** An operator or a bracket. */
        SYMBOL,
        /** The end of the rule. */
        END
    }

    /** Whether the token is a symbol. */
    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether the token is a keyword, in any case. */
    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }
}
