package io.convergence.gateway.registry;

import io.convergence.core.dsn.EntryFields;
import io.convergence.core.dsn.EntryScalar;
import io.convergence.core.dsn.HostList;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of one entry of {@code apps} in the registry file. */
final class AppEntry {
    private static final int MAX_KEY_BYTES = 128;

    private AppEntry() {}

    /**
     * The app of an entry, or null when the entry has no key or no tenant. Its problems are reported to the fields.
     *
     * @param defaultRate beacons a minute of an app without a rate of its own
     */
    static @Nullable App read(Fields entry, int defaultRate) {
        String key = key(entry);
        String tenant = EntryScalar.requiredName(entry, "tenant");
        String app = EntryScalar.name(entry.get("app"));
        List<Value> list = EntryScalar.items(entry, "apps");
        Set<String> listed = new HashSet<>();
        for (Value value : list) {
            String name = EntryScalar.name(value);
            if (name != null) {
                listed.add(name);
            }
        }
        if (entry.has("app") != list.isEmpty()) {
            entry.error("app", "or apps is required, and not both");
        }
        HostList hosts = EntryFields.hosts(entry, "any-host");
        Set<String> origins = EntryFields.origins(entry);
        int rate = EntryFields.rate(entry, defaultRate);
        entry.reportUnknown();
        return key == null || tenant == null ? null : new App(key, tenant, app, listed, hosts, origins, rate);
    }

    private static @Nullable String key(Fields entry) {
        String key = EntryScalar.text(entry.require("key", "the public key that browsers send"));
        if (key == null) {
            return null;
        }
        boolean valid = !key.isEmpty()
                && key.strip().equals(key)
                && key.chars().noneMatch(Character::isISOControl)
                && key.getBytes(StandardCharsets.UTF_8).length <= MAX_KEY_BYTES;
        if (!valid) {
            entry.error(
                    "key", "must be 1 to " + MAX_KEY_BYTES + " bytes without control characters and surrounding space");
            return null;
        }
        return key;
    }
}
