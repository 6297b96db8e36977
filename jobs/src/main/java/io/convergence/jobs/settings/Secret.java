package io.convergence.jobs.settings;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** A text that is never shown: neither its string form nor its equality tells it. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1;

    private final String text;

    /** Hides a text. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the one who has to present it. */
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
