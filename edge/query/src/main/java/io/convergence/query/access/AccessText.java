package io.convergence.query.access;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.SettingsFile;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlLimits;
import io.convergence.http.BearerTokens;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parser of the access file. It reports every problem with its line and path. One instance for each reading. */
final class AccessText {
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 100, 1 << 20);
    private static final int MAX_ITEMS = 10_000;

    private final List<BearerTokens.Entry<Caller>> entries = new ArrayList<>();
    private final Map<String, Integer> lineOfName = new HashMap<>();
    private final Map<String, Integer> lineOfDigest = new HashMap<>();

    private AccessText() {}

    /**
     * The tokens of a text.
     *
     * @throws InvalidSettings with all problems, if there are any
     */
    static BearerTokens<Caller> parse(String yaml) {
        SettingsFile file = SettingsFile.of(yaml, LIMITS);
        AccessText text = new AccessText();
        Fields root = file.root();
        if (root != null) {
            SettingsFile.mappings(root, "tokens", MAX_ITEMS).forEach(text::readToken);
            root.reportUnknown();
        } else if (!file.hasErrors()) {
            file.error(1, "must be a mapping with the list tokens");
        }
        file.requireNoErrors();
        return BearerTokens.of(text.entries);
    }

    private void readToken(Fields entry) {
        String name = entry.requiredText("name", "a name of the token for logs and answers");
        List<String> tenants = tenants(entry);
        Role role = role(entry);
        String digest = digest(entry);
        Instant expires = expires(entry);
        entry.reportUnknown();
        // Both are asked, so that both problems are reported.
        boolean isNameUnique = isUnique(entry, "name", name, lineOfName);
        boolean isDigestUnique = isUnique(entry, "sha256", digest, lineOfDigest);
        if (isNameUnique && isDigestUnique && name != null && digest != null && role != null && !tenants.isEmpty()) {
            entries.add(new BearerTokens.Entry<>(digest, new Caller(name, tenants, role, expires)));
        }
    }

    private static boolean isUnique(Fields entry, String field, @Nullable String value, Map<String, Integer> lines) {
        if (value == null) {
            return false;
        }
        Integer other = lines.putIfAbsent(value, entry.position().line());
        if (other != null) {
            entry.error(field, "is also that of the token in line " + other);
        }
        return other == null;
    }

    private static List<String> tenants(Fields entry) {
        List<String> tenants = entry.texts("tenants", MAX_ITEMS);
        if (tenants.isEmpty()) {
            entry.error("tenants", "must list at least one tenant");
        }
        for (String tenant : tenants) {
            if (!Alphabet.NAME.admits(tenant)) {
                entry.error("tenants", "must each be " + Alphabet.NAME.rule());
            }
        }
        return tenants.stream().distinct().toList();
    }

    private static @Nullable Role role(Fields entry) {
        String label = entry.requiredText("role", "reader or editor");
        for (Role role : Role.values()) {
            if (role.label().equals(label)) {
                return role;
            }
        }
        if (label != null) {
            entry.error("role", "must be reader or editor");
        }
        return null;
    }

    private static @Nullable String digest(Fields entry) {
        Value value = entry.require("sha256", "the SHA-256 of the token");
        if (value == null || !(value.node() instanceof Node.Scalar scalar)) {
            return null;
        }
        String digest = scalar.text().toLowerCase(Locale.ROOT);
        if (digest.matches("[0-9a-f]{64}")) {
            return digest;
        }
        value.error("must be 64 hexadecimal digits: printf %s TOKEN | sha256sum");
        return null;
    }

    private static @Nullable Instant expires(Fields entry) {
        Value value = entry.get("expires");
        if (value == null) {
            return null;
        }
        try {
            if (value.node() instanceof Node.Scalar scalar) {
                return OffsetDateTime.parse(scalar.text()).toInstant();
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        value.error("must be a time such as 2027-01-01T00:00:00Z");
        return null;
    }
}
