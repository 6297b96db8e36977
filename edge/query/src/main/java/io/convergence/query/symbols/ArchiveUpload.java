package io.convergence.query.symbols;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.convergence.query.http.MultipartFile;
import io.convergence.query.http.Reply;
import io.convergence.query.metrics.SymbolMetrics;
import io.convergence.query.settings.SymbolSettings;
import io.convergence.symbols.archive.ArchiveLimits;
import io.convergence.symbols.archive.RefusedArchive;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.ArchiveStore;
import io.convergence.symbols.store.ArchiveStore.Origin;
import io.convergence.symbols.store.StoredStacks;
import io.convergence.symbols.store.TenantFull;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks and stores archives that were uploaded. Thread-safe. */
final class ArchiveUpload {
    /** Name of the field of the form that has the archive. */
    private static final String PART = "file";

    private static final int MAX_LISTED = 1_000;

    private final ArchiveStore store;
    private final StoredStacks stacks;
    private final SymbolSettings settings;
    private final SymbolMetrics metrics;

    ArchiveUpload(ArchiveStore store, StoredStacks stacks, SymbolSettings settings, SymbolMetrics metrics) {
        this.store = store;
        this.stacks = stacks;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Stores the archive of a body of {@code multipart/form-data} that is in a file. */
    Reply put(String tenant, ArchiveKey key, Path body, String author) {
        Path zip = null;
        try {
            zip = Files.createTempFile("symbols", ".zip");
            if (!MultipartFile.copy(body, PART, zip)) {
                throw new SourcemapProblem(400, "the form has no part " + PART);
            }
            return put(tenant, key, new Origin(sha256(zip), Files.size(zip), author), zip);
        } catch (IOException e) {
            throw new SourcemapProblem(503, "the upload cannot be read from the disk of the service");
        } finally {
            delete(zip);
        }
    }

    private Reply put(String tenant, ArchiveKey key, Origin origin, Path zip) throws IOException {
        if (origin.bytes() > settings.uploadMax()) {
            throw new SourcemapProblem(413, "the archive must not exceed " + settings.uploadMax() + " bytes");
        }
        String folder = key.name().folder();
        try (SymbolArchive archive = SymbolArchive.open(zip, key.platform(), folder, ArchiveLimits.DEFAULT)) {
            store(tenant, key, archive, origin);
            ObjectNode body = SourcemapReply.body(TextNode.valueOf("uploaded to [" + key.label() + "]!"), "", true);
            add(
                    body.putArray("files"),
                    archive.files().stream().map(SymbolFile::path).toList());
            add(body.putArray("ignored"), archive.ignored());
            add(body.putArray("unusable"), archive.unusable());
            return Reply.json(200, body);
        } catch (RefusedArchive refused) {
            metrics.countUpload(key.platform(), "refused");
            throw new SourcemapProblem(
                    422, "the archive is refused (" + refused.reason().label() + "): " + refused.getMessage());
        } catch (TenantFull full) {
            throw new SourcemapProblem(507, String.valueOf(full.getMessage()));
        }
    }

    /**
     * Stores the archive of a ZIP file of this machine, of any size.
     *
     * @throws RefusedArchive if the archive exceeds a bound or has no usable file
     * @throws TenantFull if the tenant would have too many bytes
     */
    void importFile(String tenant, ArchiveKey key, Path zip, String author) throws IOException, RefusedArchive {
        Origin origin = new Origin(sha256(zip), Files.size(zip), author);
        try (SymbolArchive archive =
                SymbolArchive.open(zip, key.platform(), key.name().folder(), ArchiveLimits.DEFAULT)) {
            store(tenant, key, archive, origin);
        }
    }

    private void store(String tenant, ArchiveKey key, SymbolArchive archive, Origin origin) {
        String outcome = "failed";
        try {
            store.put(tenant, key, archive, origin);
            outcome = "stored";
        } catch (TenantFull full) {
            outcome = "full";
            throw full;
        } finally {
            metrics.countUpload(key.platform(), outcome);
        }
        stacks.forget(tenant, key);
        store.sweep(tenant, settings.retentionDays());
    }

    private static void add(ArrayNode array, List<String> paths) {
        paths.stream().limit(MAX_LISTED).forEach(array::add);
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                content.skipNBytes(Files.size(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
