package io.convergence.core.settings;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** A secret text whose string form does not contain it, so that it cannot be logged by accident. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1;

    private final String text;

    /** Wraps a text. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself. */
    public String reveal() {
        return text;
    }

    /** The text in UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
