package io.convergence.core.slo.openslo;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentMetadata;
import io.convergence.core.yaml.ControlCharacters;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and checks one document, except for the documents it refers to. */
final class DocumentReader {
    private static final String VERSION = "openslo/v1";
    private static final String TENANT_PATH = "metadata.labels.tenant";

    private final SourceText source;
    private final DocumentProblems problems;

    /**
     * A reader of one document.
     *
     * @param problems where the document's problems are added
     */
    DocumentReader(SourceText source, DocumentProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The document; null when its version or kind is not supported, which is reported. */
    @Nullable
    ParsedDocument read(YamlDocument document) {
        Node root = document.root();
        if (!(root instanceof Node.Mapping mapping)) {
            String found = root == null ? "nothing" : root.noun();
            String message = "must be a mapping with apiVersion, kind, metadata and spec, not " + found;
            problems.error(new SourcePosition(document.line(), ""), message);
            return null;
        }
        ControlCharacters.refuse(mapping, problems);
        Fields fields = new Fields(mapping, "", problems);
        boolean isSupported = isSupportedVersion(fields);
        DocumentKind kind = kind(fields);
        if (kind == null || !isSupported) {
            return null;
        }
        DocumentMetadata metadata = DocumentMetadata.read(fields);
        if (kind != DocumentKind.SLO) {
            metadata.warnOfAnnotations(List.of());
        }
        // OpenSLO v1 requires no field of a Service's spec, and published files leave it out.
        Fields spec = kind == DocumentKind.SERVICE
                ? fields.fields("spec")
                : fields.requiredFields("spec", "what the " + kind.label() + " says");
        fields.reportUnknown();
        String tenant = tenant(kind, metadata, fields);
        return new ParsedDocument(kind, metadata, tenant, spec(kind, metadata, spec), mapping, problems);
    }

    private static boolean isSupportedVersion(Fields fields) {
        Value value = fields.require("apiVersion", VERSION);
        String version = value == null ? null : value.text();
        if (value != null && version != null && !version.equals(VERSION)) {
            value.error("must be " + VERSION + ", the only version that is read, not " + QuotedText.of(version));
        }
        return VERSION.equals(version);
    }

    private static @Nullable DocumentKind kind(Fields fields) {
        Value value = fields.require("kind", "one of " + DocumentKind.LABELS);
        String label = value == null ? null : value.text();
        DocumentKind kind = label == null ? null : DocumentKind.of(label);
        if (value != null && label != null && kind == null) {
            value.error("must be one of " + DocumentKind.LABELS + ", not " + QuotedText.of(label));
        }
        return kind;
    }

    private static DocumentSpec spec(DocumentKind kind, DocumentMetadata metadata, @Nullable Fields spec) {
        if (spec == null) {
            return new DocumentSpec.Empty();
        }
        return switch (kind) {
            case SLO -> new SloReader(spec, metadata).read();
            case SLI -> SliSpec.read(spec);
            case DATA_SOURCE -> DataSourceSpec.read(spec);
            case ALERT_POLICY -> AlertPolicySpec.read(spec);
            case ALERT_CONDITION -> AlertConditionSpec.read(spec, metadata.name());
            case ALERT_NOTIFICATION_TARGET -> {
                AlertPolicySpec.checkTarget(spec);
                yield new DocumentSpec.Empty();
            }
            case SERVICE -> {
                spec.anyText("description");
                spec.reportUnknown();
                yield new DocumentSpec.Empty();
            }
        };
    }

    private @Nullable String tenant(DocumentKind kind, DocumentMetadata metadata, Fields fields) {
        String owner = source.tenant();
        String label = metadata.tenant();
        SourcePosition position = new SourcePosition(fields.position("metadata").line(), TENANT_PATH);
        if (owner != null && !Alphabet.NAME.admits(owner)) {
            problems.error(
                    position, "the tenant given must be " + Alphabet.NAME.rule() + ", not " + QuotedText.of(owner));
            return null;
        }
        if (owner != null && label != null && !owner.equals(label)) {
            problems.error(position, "must be " + owner + ", whose documents these are, not " + QuotedText.of(label));
        }
        if (owner == null && label == null && kind == DocumentKind.SLO) {
            problems.error(position, "is missing: an SLO needs a tenant, " + Alphabet.NAME.rule());
        }
        return owner == null ? label : owner;
    }
}
