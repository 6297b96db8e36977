package io.convergence.query.keys;

import io.convergence.core.settings.SettingsFile;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the keys of a registry file. The gateway checks the file; here an entry without a key or a tenant is left out,
 * and only a text that is no YAML is refused.
 */
final class PublicKeysText {
    /** Limits of the file, those of the gateway: room for about 100,000 apps. */
    private static final YamlLimits LIMITS = new YamlLimits(16 << 20, 1000, 16 << 20);

    private PublicKeysText() {}

    /**
     * The keys of a text, and the app ids of its DSNs.
     *
     * @throws io.convergence.core.settings.InvalidSettings when the text is no YAML, or apps or dsns is no list of mappings
     */
    static RegistryKeys parse(String yaml) {
        SettingsFile file = SettingsFile.of(yaml, LIMITS);
        Map<String, List<PublicKey>> keys = new HashMap<>();
        Map<String, String> tenantsByAppId = new HashMap<>();
        Fields root = file.root();
        if (root != null) {
            for (Fields entry : SettingsFile.mappings(root, "apps", Integer.MAX_VALUE)) {
                PublicKey key = read(entry, "key");
                if (key != null) {
                    keys.computeIfAbsent(key.tenant(), tenant -> new ArrayList<>())
                            .add(key);
                }
            }
            for (Fields entry : SettingsFile.mappings(root, "dsns", Integer.MAX_VALUE)) {
                PublicKey token = read(entry, "token");
                if (token != null) {
                    keys.computeIfAbsent(token.tenant(), tenant -> new ArrayList<>())
                            .add(token);
                    token.appIds().forEach(appId -> tenantsByAppId.putIfAbsent(appId, token.tenant()));
                }
            }
        }
        file.requireNoErrors();
        return new RegistryKeys(keys, tenantsByAppId);
    }

    /** The entry with a key or a token, by the name of its field. */
    private static @Nullable PublicKey read(Fields entry, String field) {
        String key = text(entry.get(field));
        String tenant = text(entry.get("tenant"));
        if (key == null || tenant == null) {
            return null;
        }
        String rate = text(entry.get("rate"));
        return new PublicKey(
                key,
                field.equals("token"),
                tenant,
                text(entry.get("app")),
                texts(entry, "apps"),
                texts(entry, "hosts"),
                "true".equals(text(entry.get("any-host"))),
                texts(entry, "origins"),
                texts(entry, "app-ids"),
                rate != null && rate.matches("\\d{1,9}") ? Integer.valueOf(rate) : null);
    }

    /** The text of a scalar, quoted or not, since keys and names may look like numbers; null when there is none. */
    private static @Nullable String text(@Nullable Value value) {
        return value != null && value.node() instanceof Node.Scalar scalar ? scalar.text() : null;
    }

    private static List<String> texts(Fields entry, String name) {
        List<String> texts = new ArrayList<>();
        if (entry.has(name)) {
            for (Value value : entry.items(name, Integer.MAX_VALUE)) {
                String text = text(value);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
