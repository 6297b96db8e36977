package io.convergence.symbols.store;

/** Thrown when an archive would take a tenant beyond the bound on its stored bytes. Nothing is stored then. */
public final class TenantFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    TenantFull(long bound) {
        super("the archives of the tenant must not exceed " + bound + " bytes");
    }
}
