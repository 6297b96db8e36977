package io.convergence.query.store;

import io.convergence.symbols.store.TenantTransactions;

/**
 * Transactions of the store for archives of symbol files.
 *
 * @param store of the service
 */
public record SymbolTransactions(Store store) implements TenantTransactions {
    @Override
    public <T> T read(String tenant, SqlWork<T> work) {
        return store.read(tenant, session -> session.run("symbols-read", work::run));
    }

    @Override
    public <T> T write(String tenant, SqlWork<T> work) {
        return store.write(tenant, session -> session.run("symbols-write", work::run));
    }
}
