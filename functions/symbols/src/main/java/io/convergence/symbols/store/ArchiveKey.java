package io.convergence.symbols.store;

import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolPlatform;

/**
 * What identifies the present archive of a tenant.
 *
 * @param platform the platform
 * @param name app, environment and version
 */
public record ArchiveKey(SymbolPlatform platform, ArchiveName name) {
    /** The label in answers, such as {@code web/shop-production-1.4.2.zip}. */
    public String label() {
        return platform.label() + '/' + name.label();
    }
}
