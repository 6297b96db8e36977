package io.convergence.core.slo.openslo.document;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code metadata} of a document or of an inline document.
 *
 * @param position of its name
 * @param name its name; null when it has no valid one
 * @param displayName name for people, or null
 * @param tenant the owner named by the label {@code tenant}, or null
 * @param labels the other labels with their values, in the order of the text
 * @param annotations the annotations whose names start with {@code convergence/}, by name
 */
public record DocumentMetadata(
        SourcePosition position,
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String tenant,
        Map<String, List<String>> labels,
        Map<String, Value> annotations) {
    private static final String PREFIX = "convergence/";

    /** Reads the required field {@code metadata} of a document. */
    public static DocumentMetadata read(Fields document) {
        Fields metadata = document.requiredFields("metadata", "a mapping with a name");
        if (metadata == null) {
            return new DocumentMetadata(document.position("metadata"), null, null, null, Map.of(), Map.of());
        }
        String name = NameRule.read(metadata.require("name", "1 to " + NameRule.MAX_BYTES + " bytes without '/'"));
        String displayName = metadata.text("displayName");
        Map<String, List<String>> labels = new LinkedHashMap<>();
        Fields labelFields = metadata.fields("labels");
        String tenant = labelFields == null ? null : readLabels(labelFields, labels);
        Map<String, Value> annotations = annotations(metadata.fields("annotations"));
        metadata.reportUnknown();
        return new DocumentMetadata(metadata.position("name"), name, displayName, tenant, labels, annotations);
    }

    /** Warns of each annotation in {@link #annotations} whose name is not among the known ones. */
    public void warnOfAnnotations(List<String> known) {
        annotations.forEach((name, value) -> {
            if (!known.contains(name)) {
                value.warning(
                        known.isEmpty() ? "has no meaning here" : "is unknown; known are " + String.join(", ", known));
            }
        });
    }

    /** Reads all labels but {@code tenant} into a map and returns the tenant, or null. */
    private static @Nullable String readLabels(Fields fields, Map<String, List<String>> labels) {
        String tenant = null;
        for (String name : fields.names()) {
            Value label = fields.get(name);
            if (label == null) {
                continue;
            }
            List<String> values = values(label);
            if (name.equals("tenant")) {
                tenant = tenant(label);
            } else {
                labels.put(name, values);
            }
        }
        return tenant;
    }

    /** The text or the texts of a label; numbers and truth values as they are written. */
    private static List<String> values(Value label) {
        if (label.node() instanceof Node.Mapping) {
            label.error("must be text or a list of texts, not a mapping");
            return List.of();
        }
        List<Value> items = label.node() instanceof Node.Sequence ? label.items() : List.of(label);
        List<String> values = new ArrayList<>();
        for (Value item : items == null ? List.<Value>of() : items) {
            String value = item.scalarText();
            if (value != null) {
                values.add(value);
            }
        }
        return values;
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
        String tenant = only.text();
        if (tenant != null && !Alphabet.NAME.admits(tenant)) {
            only.error("must be " + Alphabet.NAME.rule() + ", as tenants are, not " + QuotedText.of(tenant));
            return null;
        }
        return tenant;
    }

    private static Map<String, Value> annotations(@Nullable Fields annotations) {
        Map<String, Value> ours = new LinkedHashMap<>();
        if (annotations != null) {
            for (String name : annotations.names()) {
                Value value = name.startsWith(PREFIX) ? annotations.get(name) : null;
                if (value != null) {
                    ours.put(name, value);
                }
            }
        }
        return ours;
    }
}
