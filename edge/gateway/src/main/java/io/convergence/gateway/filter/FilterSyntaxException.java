package io.convergence.gateway.filter;

/** Thrown for a rule that is not in the language of filter rules. */
public final class FilterSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * A problem of a rule.
     *
     * @param position position in the rule at which it was found, in characters from 0
     */
    FilterSyntaxException(int position, String problem) {
        super(problem + " at character " + (position + 1), null, false, false);
    }
}
