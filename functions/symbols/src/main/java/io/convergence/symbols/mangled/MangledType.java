package io.convergence.symbols.mangled;

/**
 * A type as C++ writes it.
 *
 * @param before the text before the place of a declared name
 * @param after the text behind it: dimensions of an array, parameters of a function
 * @param kind what a pointer to the type has to put into parentheses
 */
record MangledType(String before, String after, Kind kind) {
    enum Kind {
        PLAIN,
        ARRAY,
        FUNCTION
    }

    static MangledType of(String text) {
        return new MangledType(text, "", Kind.PLAIN);
    }

    /** A pointer or reference to the type. References to references collapse (C++, [dcl.ref]). */
    MangledType pointer(String sign) {
        if (kind != Kind.PLAIN) {
            String open = kind == Kind.ARRAY ? " (" : "(";
            return new MangledType(before + open + sign, ')' + after, Kind.PLAIN);
        }
        if (sign.startsWith("&") && before.endsWith("&")) {
            boolean both = sign.equals("&&") || !before.endsWith("&&");
            return both ? this : new MangledType(before.substring(0, before.length() - 1), after, kind);
        }
        return new MangledType(before + sign, after, kind);
    }

    MangledType memberOf(MangledType owner) {
        return pointer((kind == Kind.PLAIN ? " " : "") + owner + "::*");
    }

    /** The type with qualifiers such as {@code  const}; those of a function stand behind its parameters. */
    MangledType with(String qualifiers) {
        return kind == Kind.FUNCTION
                ? new MangledType(before, after + qualifiers, kind)
                : new MangledType(before + qualifiers, after, kind);
    }

    @Override
    public String toString() {
        return before + after;
    }
}
