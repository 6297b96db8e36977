package io.convergence.query.keys;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.http.WatchedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys of the registry file, which may be absent. {@link #of} may be called by any thread, {@link #reload} by one. */
public final class PublicKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);

    private final Path path;
    private volatile @Nullable WatchedFile<Map<String, List<PublicKey>>> file;
    private boolean refused;

    private PublicKeys(Path path) {
        this.path = path;
    }

    /** The keys of a file. A file that is absent or invalid has none until it is there and valid. */
    public static PublicKeys open(Path path) {
        PublicKeys keys = new PublicKeys(path);
        keys.reload();
        return keys;
    }

    /** Reads the file again. An invalid one is logged once, and what was valid before remains. */
    public void reload() {
        WatchedFile<Map<String, List<PublicKey>>> opened = file;
        if (opened != null) {
            opened.reload();
        } else if (Files.exists(path)) {
            try {
                file = WatchedFile.open(
                        "registry.file", path, PublicKeysText::parse, keys -> "keys of " + keys.size() + " tenants");
            } catch (InvalidSettings e) {
                if (!refused) {
                    LOG.warn("the registry file is not used: {}", e.getMessage());
                }
                refused = true;
            }
        }
    }

    /** The keys of a tenant in the order of the file. */
    List<PublicKey> of(String tenant) {
        WatchedFile<Map<String, List<PublicKey>>> opened = file;
        return opened == null ? List.of() : opened.current().getOrDefault(tenant, List.of());
    }
}
