package io.convergence.query.objectives;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;

/**
 * Objectives that the present documents of a tenant define. They are compiled for the first request after a change and kept
 * for the next ones. Thread-safe.
 */
public final class PublishedObjectives {
    /** Rows are only ever added, so their number changes with every record; the index answers it without the table. */
    private static final String VERSION =
            "SELECT count(*) || ' ' || coalesce(max(position), -1) AS version " + "FROM slo_documents WHERE tenant = ?";

    /** Most characters of all documents that are kept. */
    private static final long MOST_CHARACTERS = 16 << 20;

    /**
     * Compiled documents of a tenant.
     *
     * @param version number of records and highest position
     */
    private record Version(String version, CompiledDocuments documents) {}

    private final Cache<String, Version> byTenant = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String tenant, Version kept) ->
                    (int) Math.min(Integer.MAX_VALUE, 1 + kept.documents().characters()))
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /** Keeps nothing yet. */
    public PublishedObjectives() {}

    /** The documents of the session's tenant. */
    public CompiledDocuments of(StoreSession session) {
        String[] version = {""};
        session.each(
                "documents-version",
                Clause.of(VERSION, session.tenant()),
                row -> version[0] = String.valueOf(row.text("version")));
        Version kept = byTenant.getIfPresent(session.tenant());
        if (kept != null && kept.version().equals(version[0])) {
            return kept.documents();
        }
        CompiledDocuments documents = CompiledDocuments.of(
                session.tenant(), PresentDocuments.read(session), PresentDocuments.deleted(session));
        byTenant.put(session.tenant(), new Version(version[0], documents));
        return documents;
    }
}
