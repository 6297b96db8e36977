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

/** Keys of the registry file, which may be absent. All but {@link #reload} may be called by any thread. */
public final class PublicKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);

    private static final RegistryKeys NONE = new RegistryKeys(Map.of(), Map.of());

    private final Path path;
    private volatile @Nullable WatchedFile<RegistryKeys> file;
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
        WatchedFile<RegistryKeys> opened = file;
        if (opened != null) {
            opened.reload();
        } else if (Files.exists(path)) {
            try {
                file = WatchedFile.open(
                        "registry.file",
                        path,
                        PublicKeysText::parse,
                        keys -> "keys of " + keys.byTenant().size() + " tenants");
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
        return current().byTenant().getOrDefault(tenant, List.of());
    }

    /** Whether the file has a key or a token of this name, of any tenant. */
    public boolean has(String name) {
        return current().names().contains(name);
    }

    /** The tenant of each app id under which SDKs send events. */
    public Map<String, String> tenantsByAppId() {
        return current().tenantsByAppId();
    }

    private RegistryKeys current() {
        WatchedFile<RegistryKeys> opened = file;
        return opened == null ? NONE : opened.current();
    }
}
