package io.convergence.gateway.registry;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of one entry of {@code apps} in the registry file. */
final class AppEntry {
    private static final int MAX_KEY_BYTES = 128;
    private static final int MAX_RATE = 100_000_000;

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
        HostList hosts = hosts(entry);
        Set<String> origins = origins(entry);
        int rate = rate(entry, defaultRate);
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

    /** The hosts of an entry. */
    static HostList hosts(Fields entry) {
        List<Value> entries = EntryScalar.items(entry, "hosts");
        boolean any = Boolean.TRUE.equals(entry.flag("any-host"));
        if (entries.isEmpty() && !any) {
            entry.error("hosts", "must list at least one host, or any-host must be true");
        }
        List<String> valid = new ArrayList<>();
        for (Value value : entries) {
            String host = EntryScalar.text(value);
            if (host != null && HostList.of(List.of(host), false) == null) {
                value.error("must be a DNS name, '*.' and a DNS name, or an IP literal, without port or path");
            } else if (host != null) {
                valid.add(host);
            }
        }
        HostList hosts = HostList.of(valid, any);
        return hosts == null ? new HostList(Set.of(), Set.of(), any) : hosts;
    }

    /** The web origins of an entry. */
    static Set<String> origins(Fields entry) {
        Set<String> origins = new HashSet<>();
        for (Value value : EntryScalar.items(entry, "origins")) {
            String text = EntryScalar.text(value);
            String origin = text == null ? null : WebOrigin.normalise(text);
            if (origin != null) {
                origins.add(origin);
            } else if (text != null) {
                value.error("must be a web origin such as https://web.acme.example, without path");
            }
        }
        return origins;
    }

    /** The rate of an entry a minute. */
    static int rate(Fields entry, int defaultRate) {
        String rate = EntryScalar.text(entry.get("rate"));
        if (rate == null) {
            return defaultRate;
        }
        if (rate.matches("\\d{1,9}") && Integer.parseInt(rate) <= MAX_RATE) {
            return Integer.parseInt(rate);
        }
        entry.error("rate", "must be a whole number from 0 to " + MAX_RATE);
        return defaultRate;
    }
}
