package io.convergence.query.symbols;

import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.ArchiveStore;
import io.convergence.symbols.store.StoredStacks;

/**
 * Deletes archives. Thread-safe.
 *
 * @param store of the archives
 * @param stacks that look the archive up again
 * @param retentionDays days after which an archive that is not used is deleted as well
 */
record ArchiveRemoval(ArchiveStore store, StoredStacks stacks, int retentionDays) {
    /** Deletes an archive; returns whether there was one. */
    boolean remove(String tenant, ArchiveKey key) {
        if (!store.delete(tenant, key)) {
            return false;
        }
        stacks.forget(tenant, key);
        store.sweep(tenant, retentionDays);
        return true;
    }
}
