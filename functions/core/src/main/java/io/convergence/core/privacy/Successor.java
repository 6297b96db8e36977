package io.convergence.core.privacy;

import java.util.Locale;
import java.util.Set;

/** Rule for a path segment that depends on the segment before it. */
enum Successor {
    /** Redacted when the segment itself could identify a person; plain words of paths cannot. */
    ORDINARY,
    /** Redacted unless the segment is plain words of paths: a name, an account or a token is likely here. */
    PLAIN_WORDS_ONLY,
    /** Redacted always: a secret is expected here. */
    REDACTED;

    private static final Set<String> BEFORE_SECRETS =
            Set.of("reset", "verify", "token", "confirm", "activate", "unsubscribe", "magic");

    /** Words that announce a secret, a person or a shared document when they are a whole segment. */
    private static final Set<String> BEFORE_PERSONS =
            Set.of("u", "user", "users", "profile", "account", "t", "s", "share", "invite");

    /** Further words that announce a secret when they are a part of a segment, such as {@code email-verification}. */
    private static final Set<String> PARTS_BEFORE_SECRETS =
            Set.of("invite", "verification", "confirmation", "activation", "invitation");

    /** The rule for the segment after a segment. */
    static Successor of(String segment) {
        String word = IdentifyingSegment.normalised(segment).toLowerCase(Locale.ROOT);
        if (BEFORE_SECRETS.contains(word)) {
            return REDACTED;
        }
        return BEFORE_PERSONS.contains(word) || hasPartBeforeSecrets(word) ? PLAIN_WORDS_ONLY : ORDINARY;
    }

    /** Whether a segment after this rule's segment must be redacted. */
    boolean redacts(String segment) {
        return switch (this) {
            case ORDINARY -> !PathWords.isPlain(segment) && IdentifyingSegment.test(segment);
            case PLAIN_WORDS_ONLY -> !PathWords.isPlain(segment);
            case REDACTED -> true;
        };
    }

    private static boolean hasPartBeforeSecrets(String word) {
        int from = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || PathWords.isSeparator(word.charAt(i))) {
                String part = word.substring(from, i);
                if (BEFORE_SECRETS.contains(part) || PARTS_BEFORE_SECRETS.contains(part)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }
}
