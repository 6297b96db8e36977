package io.convergence.gateway.synthetic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Names of checks from free text, and ids of results from what identifies them in their tool. */
final class CheckName {
    private static final int MAX_LENGTH = 64;
    private static final int HASH_LENGTH = 8;
    private static final int ID_BYTES = 16;

    /** White space and hyphens between two parts of a name. */
    private static final Pattern SEPARATORS = Pattern.compile("(?U)[\\s-]+");

    private static final Pattern INADMISSIBLE = Pattern.compile("[^A-Za-z0-9._]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-+|-+$");

    private CheckName() {}

    /**
     * A name in the alphabet of check names. Separators become one hyphen. When anything else has to be replaced, or
     * the name is too long, it ends with a hash of the whole text, so that different texts have different names.
     *
     * @param whenEmpty start of the name of a text without any admissible character
     */
    static String of(String text, String whenEmpty) {
        String whole = SEPARATORS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("-");
        whole = OUTER_HYPHENS.matcher(whole).replaceAll("");
        String name = OUTER_HYPHENS
                .matcher(INADMISSIBLE.matcher(whole).replaceAll("-"))
                .replaceAll("");
        if (whole.isEmpty()) {
            return whenEmpty;
        }
        if (name.equals(whole) && name.length() <= MAX_LENGTH) {
            return name;
        }
        String start = name.isEmpty() ? whenEmpty : name;
        int length = Math.min(start.length(), MAX_LENGTH - HASH_LENGTH - 1);
        return start.substring(0, length) + "-" + id(whole).substring(0, HASH_LENGTH);
    }

    /** An id that depends on the given parts and their order only. */
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
