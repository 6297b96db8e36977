package io.convergence.symbols.mangled;

import java.util.ArrayList;
import java.util.List;

/** Cursor over a mangled name, with the substitutions and template arguments that were read. */
final class MangledText {
    private static final int MAX_DEPTH = 64;
    /** Substitutions can double a text with each reference. */
    private static final int MAX_LENGTH = 1 << 14;

    private final String text;
    private final List<MangledType> substitutions = new ArrayList<>();
    private int position;
    private int depth;
    /** Nesting of types. Template arguments inside a type are not those of the function. */
    private int typeDepth;

    private List<String> arguments = List.of();

    MangledText(String text, int position) {
        this.text = text;
        this.position = position;
    }

    boolean atEnd() {
        return position >= text.length() || text.charAt(position) == '.';
    }

    /** The next character, or 0 at the end. */
    char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    char take() throws UnreadableName {
        if (position >= text.length()) {
            throw new UnreadableName();
        }
        return text.charAt(position++);
    }

    /** Steps over a prefix where the rest begins with it. */
    boolean takes(String prefix) {
        boolean there = text.startsWith(prefix, position);
        position += there ? prefix.length() : 0;
        return there;
    }

    void expect(String prefix) throws UnreadableName {
        if (!takes(prefix)) {
            throw new UnreadableName();
        }
    }

    String take(int count) throws UnreadableName {
        if (count > text.length() - position) {
            throw new UnreadableName();
        }
        position += count;
        return text.substring(position - count, position);
    }

    String digits() {
        int start = position;
        while (isDigit(peek())) {
            position++;
        }
        return text.substring(start, position);
    }

    /** A decimal number of at most five digits. */
    int number() throws UnreadableName {
        String digits = digits();
        if (digits.isEmpty() || digits.length() > 5) {
            throw new UnreadableName();
        }
        return Integer.parseInt(digits);
    }

    /** A sequence that ends with {@code _}: 0 without digits, else the number plus 1. */
    int sequence(int radix) throws UnreadableName {
        int value = 0;
        for (int count = 0; !takes("_"); count++) {
            int digit = Character.digit(take(), radix);
            if (digit < 0 || count > 4) {
                throw new UnreadableName();
            }
            value = (count == 0 ? 0 : (value - 1) * radix) + digit + 1;
        }
        return value;
    }

    void enter() throws UnreadableName {
        if (++depth > MAX_DEPTH) {
            throw new UnreadableName();
        }
    }

    void leave() {
        depth--;
    }

    void enterType() throws UnreadableName {
        enter();
        typeDepth++;
    }

    void leaveType() {
        leave();
        typeDepth--;
    }

    MangledType remember(MangledType type) throws UnreadableName {
        checked(type.toString());
        substitutions.add(type);
        return type;
    }

    void remember(String name) throws UnreadableName {
        remember(MangledType.of(name));
    }

    void forgetLast() throws UnreadableName {
        if (substitutions.isEmpty()) {
            throw new UnreadableName();
        }
        substitutions.remove(substitutions.size() - 1);
    }

    MangledType substitution() throws UnreadableName {
        int index = sequence(36);
        if (index >= substitutions.size()) {
            throw new UnreadableName();
        }
        return substitutions.get(index);
    }

    void arguments(List<String> read) {
        if (typeDepth == 0) {
            arguments = List.copyOf(read);
        }
    }

    /** The template argument that a parameter behind {@code T} refers to. */
    String parameter() throws UnreadableName {
        int index = sequence(10);
        if (index >= arguments.size()) {
            throw new UnreadableName();
        }
        return arguments.get(index);
    }

    static String checked(String text) throws UnreadableName {
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableName();
        }
        return text;
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
