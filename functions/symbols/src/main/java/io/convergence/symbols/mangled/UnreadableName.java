package io.convergence.symbols.mangled;

/** A mangled name of a form that is not read, or beyond a bound. The name is then kept as it is. */
final class UnreadableName extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableName() {
        super("the name cannot be demangled", null, false, false);
    }
}
