package io.convergence.gateway.synthetic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Names out of free text, and ids out of what identifies a result in its tool. */
final class CheckName {
    private static final int LONGEST = 64;
    private static final int SUFFIX = 9;
    private static final int ID_BYTES = 16;

    private CheckName() {}

    /**
     * A name of the alphabet of checks: every other run of characters is a hyphen; what is too long ends with a hash of
     * the whole, so that different texts keep different names.
     */
    static String of(String text, String whenEmpty) {
        String name = text.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^-+|-+$", "");
        if (name.isEmpty()) {
            return whenEmpty;
        }
        if (name.length() <= LONGEST) {
            return name;
        }
        return name.substring(0, LONGEST - SUFFIX) + "-" + id(text).substring(0, SUFFIX - 1);
    }

    /** An id that is the same for the same parts. */
    static String id(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
