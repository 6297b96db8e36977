package io.convergence.core.rum;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Cleaning of the public app key that a browser sends. */
final class BrowserKey {
    /** Longest key, bytes of UTF-8. */
    private static final int LONGEST = 128;

    private BrowserKey() {}

    /** The key without control characters and surrounding whitespace; null when the rest is empty or over 128 bytes. */
    static @Nullable String clean(String key) {
        StringBuilder visible = new StringBuilder(Math.min(key.length(), LONGEST));
        for (int i = 0; i < key.length(); i++) {
            if (!Character.isISOControl(key.charAt(i))) {
                visible.append(key.charAt(i));
            }
        }
        String clean = visible.toString().strip();
        return clean.isEmpty() || clean.getBytes(StandardCharsets.UTF_8).length > LONGEST ? null : clean;
    }
}
