package io.convergence.core.slo.openslo;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a document or of an inline part of one.
 *
 * @param place of its name
 * @param name its name, or null when it has none that can be used
 * @param displayName for people, or null
 * @param tenant the owner that its labels name, or null
 * @param annotations those that are meant for us, by name
 */
record Header(
        Place place,
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String tenant,
        Map<String, Value> annotations) {
    private static final String PREFIX = "convergence/";

    /** Reads {@code metadata}, which must be there. */
    static Header read(Fields around) {
        Fields metadata = around.requiredFields("metadata", "a mapping with a name");
        if (metadata == null) {
            return new Header(around.place("metadata"), null, null, null, Map.of());
        }
        String name = Names.read(metadata.require("name", "1 to " + Names.MAX_BYTES + " bytes without '/'"));
        String displayName = metadata.word("displayName");
        Fields labels = metadata.fields("labels");
        String tenant = labels == null ? null : tenant(labels);
        Map<String, Value> meant = annotations(metadata.fields("annotations"));
        metadata.end();
        return new Header(metadata.place("name"), name, displayName, tenant, meant);
    }

    /** Warns of the annotations that are meant for us and not among those known. */
    void warnOfAnnotations(List<String> known) {
        annotations.forEach((name, value) -> {
            if (!known.contains(name)) {
                String what =
                        known.isEmpty() ? "has no meaning here" : "is unknown; known are " + String.join(", ", known);
                value.warning(what);
            }
        });
    }

    private static @Nullable String tenant(Fields labels) {
        String tenant = null;
        for (String name : labels.names()) {
            Value label = labels.get(name);
            if (label == null) {
                continue;
            }
            if (label.node() instanceof Node.Mapping) {
                label.error("must be text or a list of texts, not a mapping");
            } else if (label.node() instanceof Node.Sequence) {
                List<Value> items = label.items();
                refuseCollections(items == null ? List.of() : items);
            }
            if (name.equals("tenant")) {
                tenant = tenant(label);
            }
        }
        return tenant;
    }

    private static void refuseCollections(List<Value> items) {
        for (Value item : items) {
            if (!(item.node() instanceof Node.Scalar)) {
                item.error("must be text, not " + item.node().noun());
            }
        }
    }

    private static @Nullable String tenant(Value label) {
        Value only = label;
        if (label.node() instanceof Node.Sequence sequence) {
            if (sequence.items().size() != 1) {
                label.error(
                        "must be one tenant, not a list of " + sequence.items().size());
                return null;
            }
            Node item = sequence.items().get(0);
            only = new Value(item.line(), item, label.path() + "[0]", label.problems());
        }
        if (!(only.node() instanceof Node.Scalar)) {
            return null;
        }
        String tenant = only.word();
        if (tenant != null && !Alphabet.NAME.admits(tenant)) {
            only.error("must be " + Alphabet.NAME.rule() + ", as tenants are, not " + Shown.of(tenant));
            return null;
        }
        return tenant;
    }

    private static Map<String, Value> annotations(@Nullable Fields annotations) {
        Map<String, Value> meant = new LinkedHashMap<>();
        if (annotations != null) {
            for (String name : annotations.names()) {
                Value value = name.startsWith(PREFIX) ? annotations.get(name) : null;
                if (value != null) {
                    meant.put(name, value);
                }
            }
        }
        return meant;
    }
}
