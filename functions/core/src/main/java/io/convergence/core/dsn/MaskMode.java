package io.convergence.core.dsn;

import java.util.Locale;

/** How much of a recorded page is masked. */
public enum MaskMode {
    /** Values of forms, and every text of the page. */
    TEXT,
    /** Values of forms. */
    INPUTS;

    /** The name in the registry file and in events. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
