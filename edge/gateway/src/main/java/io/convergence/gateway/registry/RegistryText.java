package io.convergence.gateway.registry;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.DsnDefaults;
import io.convergence.core.dsn.DsnEntry;
import io.convergence.core.dsn.DsnSpelling;
import io.convergence.core.dsn.EntryScalar;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.SettingsFile;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.YamlLimits;
import io.convergence.http.BearerTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parser of the registry's YAML. It reports every problem with its line and path. One instance for each reading. */
final class RegistryText {
    /** Limits of the file: room for about 100,000 apps. */
    private static final YamlLimits LIMITS = new YamlLimits(16 << 20, 1000, 16 << 20);

    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Map<String, Integer> lineOfKey = new HashMap<>();
    private final List<BearerTokens.Entry<String>> tokens = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();
    private final Map<String, Dsn> dsns = new LinkedHashMap<>();
    private final Map<String, Integer> lineOfAppId = new HashMap<>();
    private final int defaultRate;
    private final DsnDefaults dsnDefaults;

    private RegistryText(int defaultRate, DsnDefaults dsnDefaults) {
        this.defaultRate = defaultRate;
        this.dsnDefaults = dsnDefaults;
    }

    /**
     * The registry of a text.
     *
     * @param defaultRate beacons a minute of an app without a rate of its own
     * @param dsnDefaults settings on which DSNs depend. When beacons are taken, a registry without apps and without a DSN that
     *     derives beacons is a problem
     * @throws InvalidSettings with all problems, if there are any
     */
    static Registry parse(String yaml, int defaultRate, DsnDefaults dsnDefaults) {
        SettingsFile file = SettingsFile.of(yaml, LIMITS);
        RegistryText text = new RegistryText(defaultRate, dsnDefaults);
        Fields root = file.root();
        if (root != null) {
            text.read(root);
        }
        boolean hasSource = !text.apps.isEmpty() || text.dsns.values().stream().anyMatch(Dsn::derivesBeacons);
        if (!file.hasErrors() && dsnDefaults.takesBeacons() && !hasSource) {
            file.error(1, "apps must have at least one entry while rum.enabled is true");
        }
        file.requireNoErrors();
        return new Registry(text.apps, BearerTokens.of(text.tokens), DsnTable.of(text.dsns.values()));
    }

    private void read(Fields root) {
        SettingsFile.mappings(root, "apps", Integer.MAX_VALUE).forEach(this::readApp);
        SettingsFile.mappings(root, "tokens", Integer.MAX_VALUE).forEach(this::readToken);
        SettingsFile.mappings(root, "dsns", Integer.MAX_VALUE).forEach(this::readDsn);
        root.reportUnknown();
    }

    private void readApp(Fields entry) {
        App app = AppEntry.read(entry, defaultRate);
        String key = EntryScalar.text(entry.get("key"));
        Integer other =
                key == null ? null : lineOfKey.putIfAbsent(key, entry.position().line());
        if (other != null) {
            entry.error("key", "is also the key of the entry in line " + other);
        } else if (app != null) {
            apps.put(app.key(), app);
        }
    }

    /** Tokens of DSNs and keys of apps are distinct, so that neither can be used as the other. */
    private void readDsn(Fields entry) {
        Dsn dsn = DsnEntry.read(entry, DsnSpelling.FILE, dsnDefaults);
        if (dsn == null) {
            return;
        }
        int line = entry.position().line();
        Integer other = lineOfKey.putIfAbsent(dsn.token(), line);
        if (other != null) {
            entry.error("token", "is also the token or key of the entry in line " + other);
        } else {
            dsns.put(dsn.token(), dsn);
        }
        for (String appId : dsn.appIds()) {
            Integer otherOfAppId = lineOfAppId.putIfAbsent(appId, line);
            if (otherOfAppId != null) {
                entry.error("app-ids", "has an id that the entry in line " + otherOfAppId + " also has");
            }
        }
    }

    private void readToken(Fields entry) {
        String tenant = EntryScalar.requiredName(entry, "tenant");
        String digest = EntryScalar.text(entry.require("sha256", "the SHA-256 of the token"));
        entry.reportUnknown();
        if (digest == null) {
            return;
        }
        if (!digest.matches("[0-9a-fA-F]{64}")) {
            entry.error("sha256", "must be the 64 hexadecimal digits of the token's SHA-256");
        } else if (!digests.add(digest.toLowerCase(Locale.ROOT))) {
            entry.error("sha256", "is also the hash of an earlier token");
        } else if (tenant != null) {
            tokens.add(new BearerTokens.Entry<>(digest.toLowerCase(Locale.ROOT), tenant));
        }
    }
}
