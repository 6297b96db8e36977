package io.convergence.query.symbols;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Reply;
import io.convergence.query.metrics.SymbolMetrics;
import io.convergence.query.settings.SymbolSettings;
import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.ArchiveRows;
import io.convergence.symbols.store.ArchiveStore;
import io.convergence.symbols.store.ArchiveSummary;
import io.convergence.symbols.store.StackCount;
import io.convergence.symbols.store.StackRows;
import io.convergence.symbols.store.StoredStacks;
import io.convergence.symbols.store.SymbolBounds;
import io.convergence.symbols.store.TenantTransactions;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The archives of symbol files of all tenants. Thread-safe. */
public final class Sourcemaps {
    private final SymbolSettings settings;
    private final ArchiveStore store;
    private final ArchiveRows rows;
    private final StoredStacks stacks;
    private final StackRows stackRows;
    private final ArchiveUpload upload;
    private final ArchiveRemoval removal;
    private final StackCheck check;
    private final LateStacks late;
    private final PresentStacks present;

    /**
     * The archives of a database.
     *
     * @param threads for stacks that are resolved while a request waits
     */
    public Sourcemaps(
            TenantTransactions transactions, SymbolSettings settings, ExecutorService threads, SymbolMetrics metrics) {
        this.settings = settings;
        store = new ArchiveStore(transactions, settings.tenantMax());
        rows = new ArchiveRows(transactions);
        stacks = new StoredStacks(transactions, SymbolBounds.of(settings.memory()), metrics);
        upload = new ArchiveUpload(store, stacks, settings, metrics);
        removal = new ArchiveRemoval(store, stacks, settings.retentionDays());
        check = new StackCheck(stacks);
        stackRows = new StackRows(transactions);
        StackResolution resolution = new StackResolution(stackRows, stacks);
        late = new LateStacks(stackRows, resolution, metrics);
        present = new PresentStacks(resolution, threads);
    }

    /** Settings of archives. */
    public SymbolSettings settings() {
        return settings;
    }

    /** The stacks of errors for which an archive came late. */
    public LateStacks late() {
        return late;
    }

    /** The stacks of errors as they are shown. */
    public PresentStacks present() {
        return present;
    }

    /**
     * The folder whose archives are imported; null when there is none.
     *
     * @param tenantsByAppId supplies the tenant of each app id that archives may have
     */
    public @Nullable ImportFolder imports(Supplier<Map<String, String>> tenantsByAppId) {
        Path folder = settings.importFolder();
        return folder == null ? null : new ImportFolder(folder, tenantsByAppId, store, rows, upload, removal);
    }

    /** Bytes of symbol files in memory. */
    public long cachedBytes() {
        return stacks.bytes();
    }

    /** Number of symbol files that were dropped from memory. */
    public long evictions() {
        return stacks.evictions();
    }

    /**
     * Stores an archive.
     *
     * @param body a body of {@code multipart/form-data} in a file, which stays there
     * @param author name of the access token
     */
    public Reply put(String tenant, SourcemapFields fields, Path body, String author) {
        return upload.put(tenant, fields.key(), body, author);
    }

    /** Deletes an archive. */
    public Reply delete(String tenant, SourcemapFields fields) {
        ArchiveKey key = fields.key();
        if (!removal.remove(tenant, key)) {
            throw new SourcemapProblem(404, "delete sourcemap file [" + key.label() + "] failed: no such file");
        }
        return SourcemapReply.success(TextNode.valueOf("deleted [" + key.label() + "]!"));
    }

    /** Lists the archives of an app, and counts its stacks by SDK and outcome. */
    public Reply list(String tenant, SourcemapFields fields) {
        ArrayNode archives = JsonNodeFactory.instance.arrayNode();
        rows.list(tenant, fields.appId()).forEach(archive -> archives.add(json(archive)));
        ObjectNode body = SourcemapReply.body(archives, "", true);
        ArrayNode counts = body.putArray("stacks");
        for (StackCount count : stackRows.outcomes(tenant, fields.appId())) {
            counts.addObject()
                    .put("sdk", count.sdk())
                    .put("status", count.status())
                    .put("stacks", count.stacks());
        }
        return Reply.json(200, body);
    }

    /** Resolves a stack. */
    public Reply check(String tenant, SourcemapFields fields) {
        return check.check(tenant, fields);
    }

    private static ObjectNode json(ArchiveSummary archive) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", archive.key().name().label())
                .put("platform", archive.key().platform().label())
                .put("app_id", archive.key().name().appId())
                .put("env", archive.key().name().env())
                .put("version", archive.key().name().version())
                .put("sha256", archive.sha256())
                .put("bytes", archive.bytes())
                .put("unpacked_bytes", archive.unpackedBytes())
                .put("stored_bytes", archive.storedBytes())
                .put("uploaded_by", archive.uploadedBy())
                .put("uploaded_at", JsonTime.of(archive.uploadedAt()))
                .put("files", archive.files());
        ArrayNode unusable = json.putArray("unusable");
        archive.unusable().forEach(unusable::add);
        return json;
    }
}
