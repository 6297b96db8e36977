package io.convergence.core.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds of failure of a check: a closed set, so that no free text is kept. */
final class CheckError {
    /** Every kind. */
    static final List<String> NAMES = List.of("timeout", "dns", "connect", "tls", "status", "assertion", "other");

    private CheckError() {}

    /** The kind when it is one of the set, or null. */
    static @Nullable String orNull(String name) {
        int at = NAMES.indexOf(name);
        return at < 0 ? null : NAMES.get(at);
    }
}
