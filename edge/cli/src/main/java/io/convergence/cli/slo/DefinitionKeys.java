package io.convergence.cli.slo;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.Document;
import java.util.Comparator;
import java.util.List;

/** Keys of documents in the topic: {@code TENANT/KIND/NAME}. */
final class DefinitionKeys {
    /**
     * Order of publication: a document comes after every document it can refer to. Kinds of OpenSLO are listed so that
     * each only refers to kinds before it. Deletion takes the reverse order.
     */
    static final Comparator<String> BY_DEPENDENCY = Comparator.comparingInt(DefinitionKeys::rank);

    private static final List<String> KINDS = Document.kinds();

    private DefinitionKeys() {}

    /** Refuses texts that cannot be keys. */
    static void check(List<String> keys) throws UsageException {
        for (String key : keys) {
            String[] parts = key.split("/", -1);
            if (parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
                throw new UsageException("a document is TENANT/KIND/NAME, not " + key);
            }
            if (!KINDS.contains(parts[1])) {
                throw new UsageException("KIND is one of " + String.join(", ", KINDS) + ", not " + parts[1]);
            }
        }
    }

    /** Whether a key is that of a document: of a tenant and a kind of OpenSLO. */
    static boolean isDocument(String key) {
        return rank(key) >= 0 && !tenant(key).isEmpty();
    }

    /** The tenant of a key, or an empty text when the key names none. */
    static String tenant(String key) {
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }

    /** The position of the kind, or -1 when the key names none. */
    private static int rank(String key) {
        String[] parts = key.split("/", 3);
        return parts.length < 3 ? -1 : KINDS.indexOf(parts[1]);
    }
}
