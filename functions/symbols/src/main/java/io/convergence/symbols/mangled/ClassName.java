package io.convergence.symbols.mangled;

/** The last name of a scope, which its constructors have. */
final class ClassName {
    private ClassName() {}

    /** The last name without template arguments: {@code vector} of {@code std::vector<std::pair<int, int>>}. */
    static String last(String scope) {
        int end = scope.length();
        int depth = 0;
        for (int index = scope.length() - 1; index >= 0; index--) {
            char character = scope.charAt(index);
            if (character == '>') {
                depth++;
            } else if (character == '<') {
                depth--;
                end = depth == 0 && end == scope.length() ? index : end;
            } else if (depth == 0 && character == ':') {
                return scope.substring(index + 1, end);
            }
        }
        return scope.substring(0, end);
    }
}
