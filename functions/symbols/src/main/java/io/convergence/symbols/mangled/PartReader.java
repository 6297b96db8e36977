package io.convergence.symbols.mangled;

/** Reader of names without scopes (Itanium C++ ABI, "Unqualified names"). */
final class PartReader {
    private final MangledText text;
    private final TypeReader types;

    PartReader(MangledText text, TypeReader types) {
        this.text = text;
        this.types = types;
    }

    /** A name behind its length. */
    static String sourceName(MangledText text) throws UnreadableName {
        int length = text.number();
        if (length == 0) {
            throw new UnreadableName();
        }
        String name = text.take(length);
        return name.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : name;
    }

    /**
     * A name without scopes.
     *
     * @param scope the class whose constructor or destructor the name may be
     */
    String unqualified(String scope) throws UnreadableName {
        text.takes("L");
        char first = text.peek();
        StringBuilder name = new StringBuilder();
        if (MangledText.isDigit(first)) {
            name.append(sourceName(text));
        } else if ((first == 'C' || first == 'D') && !scope.isEmpty()) {
            text.take();
            if (!MangledText.isDigit(text.take())) {
                throw new UnreadableName();
            }
            name.append(first == 'D' ? "~" : "").append(ClassName.last(scope));
        } else if (text.takes("cv")) {
            name.append("operator ").append(types.type());
        } else {
            String operator = OperatorName.of(text.take(2));
            if (operator == null) {
                throw new UnreadableName();
            }
            name.append(operator);
        }
        while (text.takes("B")) {
            name.append("[abi:").append(sourceName(text)).append(']');
        }
        return name.toString();
    }
}
