package io.convergence.core.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The closed set of failure kinds of a check; a set, so that no free text is stored. */
final class CheckError {
    /** All kinds. */
    static final List<String> NAMES = List.of("timeout", "dns", "connect", "tls", "status", "assertion", "other");

    private CheckError() {}

    /** The kind when it is in the set, otherwise null. */
    static @Nullable String orNull(String name) {
        int at = NAMES.indexOf(name);
        return at < 0 ? null : NAMES.get(at);
    }
}
