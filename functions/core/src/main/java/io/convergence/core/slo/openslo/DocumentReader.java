package io.convergence.core.slo.openslo;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.SourceText;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one document by itself: everything but what it refers to. */
final class DocumentReader {
    private static final String VERSION = "openslo/v1";
    private static final String TENANT = "metadata.labels.tenant";

    private final SourceText source;
    private final DocumentProblems problems;

    DocumentReader(SourceText source, DocumentProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The document, or null when it is of no known version and kind. */
    @Nullable
    ReadDocument read(YamlDocument document) {
        Node root = document.root();
        if (!(root instanceof Node.Mapping mapping)) {
            String found = root == null ? "nothing" : root.noun();
            String message = "must be a mapping with apiVersion, kind, metadata and spec, not " + found;
            problems.error(new Place(document.line(), ""), message);
            return null;
        }
        Fields fields = new Fields(mapping, "", problems);
        boolean known = isKnownVersion(fields);
        Kind kind = kind(fields);
        if (kind == null || !known) {
            return null;
        }
        Header header = Header.read(fields);
        if (kind != Kind.SLO) {
            header.warnOfAnnotations(List.of());
        }
        Fields spec = fields.requiredFields("spec", "what the " + kind.label() + " says");
        fields.end();
        String tenant = tenant(kind, header, fields);
        return new ReadDocument(kind, header, tenant, body(kind, header, spec), mapping, problems);
    }

    private static boolean isKnownVersion(Fields fields) {
        Value value = fields.require("apiVersion", VERSION);
        String version = value == null ? null : value.word();
        if (value != null && version != null && !version.equals(VERSION)) {
            value.error("must be " + VERSION + ", the only version that is read, not " + Shown.of(version));
        }
        return VERSION.equals(version);
    }

    private static @Nullable Kind kind(Fields fields) {
        Value value = fields.require("kind", "one of " + Kind.LABELS);
        String label = value == null ? null : value.word();
        Kind kind = label == null ? null : Kind.of(label);
        if (value != null && label != null && kind == null) {
            value.error("must be one of " + Kind.LABELS + ", not " + Shown.of(label));
        }
        return kind;
    }

    private static Body body(Kind kind, Header header, @Nullable Fields spec) {
        if (spec == null) {
            return new Body.Plain();
        }
        return switch (kind) {
            case SLO -> new SloReader(spec, header).read();
            case SLI -> SliBody.read(spec);
            case DATA_SOURCE -> DataSourceBody.read(spec);
            case ALERT_POLICY -> PolicyBody.read(spec);
            case ALERT_CONDITION -> ConditionBody.read(spec, header.name());
            case ALERT_NOTIFICATION_TARGET -> {
                PolicyBody.readTarget(spec);
                yield new Body.Plain();
            }
            case SERVICE -> {
                spec.text("description");
                spec.end();
                yield new Body.Plain();
            }
        };
    }

    private @Nullable String tenant(Kind kind, Header header, Fields fields) {
        String given = source.tenant();
        String said = header.tenant();
        Place place = new Place(fields.place("metadata").line(), TENANT);
        if (given != null && !Alphabet.NAME.admits(given)) {
            problems.error(place, "the tenant given must be " + Alphabet.NAME.rule() + ", not " + Shown.of(given));
            return null;
        }
        if (given != null && said != null && !given.equals(said)) {
            problems.error(place, "must be " + given + ", whose documents these are, not " + Shown.of(said));
        }
        if (given == null && said == null && kind == Kind.SLO) {
            problems.error(place, "is missing: an SLO needs a tenant, " + Alphabet.NAME.rule());
        }
        return given == null ? said : given;
    }
}
