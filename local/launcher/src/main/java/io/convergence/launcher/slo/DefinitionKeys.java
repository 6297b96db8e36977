package io.convergence.launcher.slo;

import io.convergence.core.slo.openslo.Document;
import io.convergence.launcher.command.UsageException;
import java.util.List;

/** Keys of documents, as a user writes them. */
final class DefinitionKeys {
    private DefinitionKeys() {}

    /** Refuses what can be no key: {@code TENANT/KIND/NAME}. */
    static void check(List<String> keys) throws UsageException {
        if (keys.isEmpty()) {
            throw new UsageException("TENANT/KIND/NAME is missing: the document to delete");
        }
        for (String key : keys) {
            String[] parts = key.split("/", -1);
            if (parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
                throw new UsageException("a document is TENANT/KIND/NAME, not " + key);
            }
            if (!Document.kinds().contains(parts[1])) {
                throw new UsageException("KIND is one of " + String.join(", ", Document.kinds()) + ", not " + parts[1]);
            }
        }
    }
}
