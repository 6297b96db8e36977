package io.convergence.query.symbols;

import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.RefusedArchive;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.ArchiveRows;
import io.convergence.symbols.store.ArchiveStore;
import io.convergence.symbols.store.ArchiveSummary;
import io.convergence.symbols.store.TenantFull;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the archives that are put into a folder by hand, {@code PLATFORM/app_id-env-version.zip}, and deletes those whose
 * file was removed. A file replaces an archive of its name that is older than the file. Several services may have the same
 * folder; one at a time imports. Used by one thread.
 */
public final class ImportFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ImportFolder.class);
    /** Who an imported archive is uploaded by. */
    private static final String AUTHOR = "import folder";

    private final Path folder;
    private final Supplier<Map<String, String>> tenantsByAppId;
    private final ArchiveStore store;
    private final ArchiveRows rows;
    private final ArchiveUpload upload;
    private final ArchiveRemoval removal;
    private final Map<Path, Seen> seen = new HashMap<>();

    ImportFolder(
            Path folder,
            Supplier<Map<String, String>> tenantsByAppId,
            ArchiveStore store,
            ArchiveRows rows,
            ArchiveUpload upload,
            ArchiveRemoval removal) {
        this.folder = folder;
        this.tenantsByAppId = tenantsByAppId;
        this.store = store;
        this.rows = rows;
        this.upload = upload;
        this.removal = removal;
    }

    /** Size and time of a file that was imported or refused; it is looked at again once they change. */
    private record Seen(long bytes, FileTime modified) {}

    /** The archive of an app of a tenant. */
    private record Place(String tenant, ArchiveKey key) {}

    /** Imports what is new and deletes what is gone, unless another service does. */
    public void run() {
        if (!Files.isDirectory(folder)) {
            LOG.warn("the import folder {} cannot be read; nothing is imported or deleted", folder);
            return;
        }
        store.importAlone(this::importAll);
    }

    private void importAll() {
        Map<String, String> tenants = tenantsByAppId.get();
        Set<Place> present = new HashSet<>();
        try {
            for (SymbolPlatform platform : SymbolPlatform.values()) {
                Path files = folder.resolve(platform.label());
                if (Files.isDirectory(files)) {
                    importFrom(files, platform, tenants, present);
                }
            }
        } catch (IOException e) {
            LOG.warn("the import folder cannot be read: {}", e.getMessage());
            return;
        }
        tenants.forEach((appId, tenant) -> {
            for (ArchiveSummary archive : rows.list(tenant, appId)) {
                if (archive.uploadedBy().equals(AUTHOR) && !present.contains(new Place(tenant, archive.key()))) {
                    removal.remove(tenant, archive.key());
                    LOG.info(
                            "deleted {} of tenant {}: its file was removed",
                            archive.key().label(),
                            tenant);
                }
            }
        });
    }

    private void importFrom(Path files, SymbolPlatform platform, Map<String, String> tenants, Set<Place> present)
            throws IOException {
        try (DirectoryStream<Path> zips = Files.newDirectoryStream(files, "*.zip")) {
            for (Path zip : zips) {
                String file = zip.getFileName().toString();
                BasicFileAttributes attributes = Files.readAttributes(zip, BasicFileAttributes.class);
                ArchiveName name = ImportedName.of(file, tenants.keySet());
                String tenant = name == null ? null : tenants.get(name.appId());
                Seen now = new Seen(attributes.size(), attributes.lastModifiedTime());
                boolean isNew = !now.equals(seen.get(zip));
                if (name != null && tenant != null) {
                    Place place = new Place(tenant, new ArchiveKey(platform, name));
                    present.add(place);
                    if (isNew) {
                        importOne(zip, place, now.modified());
                    }
                } else if (isNew) {
                    LOG.warn("{} is not imported: its name must be app_id-env-version.zip with an app id of dsns", zip);
                }
                seen.put(zip, now);
            }
        }
    }

    private void importOne(Path zip, Place place, FileTime modified) throws IOException {
        ArchiveSummary before = stored(place);
        if (before != null && !modified.toInstant().isAfter(before.uploadedAt())) {
            return;
        }
        try {
            upload.importFile(place.tenant(), place.key(), zip, AUTHOR);
            LOG.info("imported {} of tenant {}", place.key().label(), place.tenant());
        } catch (RefusedArchive refused) {
            LOG.warn("{} is refused ({}): {}", zip, refused.reason().label(), refused.getMessage());
        } catch (TenantFull full) {
            LOG.warn("{} is not imported: {}", zip, full.getMessage());
        }
    }

    private @Nullable ArchiveSummary stored(Place place) {
        return rows.list(place.tenant(), place.key().name().appId()).stream()
                .filter(archive -> archive.key().equals(place.key()))
                .findFirst()
                .orElse(null);
    }
}
