package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Check that the value of a record of the topic of definitions is the document that its key names. Otherwise a tombstone or
 * a later version of the key would remove objectives of another document.
 */
public final class RecordKeyCheck {
    private RecordKeyCheck() {}

    /**
     * How a record breaks the rule; null when it does not, or when its value cannot be read for other reasons.
     *
     * @param key {@code tenant/kind/name}
     * @param value YAML or JSON
     */
    public static @Nullable String violation(String key, String value) {
        List<YamlDocument> documents =
                YamlDocuments.of(value).stream().filter(each -> !each.isNull()).toList();
        if (documents.size() > 1) {
            return "must be one document, not " + documents.size();
        }
        if (documents.isEmpty() || !(documents.get(0).root() instanceof Node.Mapping document)) {
            return null;
        }
        String kind = document.text("kind");
        String name = document.value("metadata") instanceof Node.Mapping metadata ? metadata.text("name") : null;
        String tenant = key.substring(0, Math.max(0, key.indexOf('/')));
        return kind == null || name == null || key.equals(tenant + '/' + kind + '/' + name)
                ? null
                : "must be the document that its key names, not " + QuotedText.of(kind + '/' + name);
    }
}
