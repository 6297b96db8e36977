package io.convergence.gateway.settings;

import java.nio.charset.StandardCharsets;

/** A text that is never shown: its string form does not tell it. */
public final class Secret {
    private final String text;

    /** Hides a text. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text in UTF-8, for the one who has to use it. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Characters of the text. */
    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
