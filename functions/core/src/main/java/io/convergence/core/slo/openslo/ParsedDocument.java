package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentMetadata;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.JsonText;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.SourcePosition;
import org.jspecify.annotations.Nullable;

/** A document of a supported version and kind, with the problems found in it so far. Compared by identity. */
final class ParsedDocument {
    private final DocumentKind kind;
    private final DocumentMetadata metadata;
    private final @Nullable String tenant;
    private final DocumentSpec spec;
    private final Node root;
    private final DocumentProblems problems;

    /**
     * A document.
     *
     * @param tenant its owner, or null when it names none
     * @param root its outermost node
     * @param problems of this document; checks of references add more
     */
    ParsedDocument(
            DocumentKind kind,
            DocumentMetadata metadata,
            @Nullable String tenant,
            DocumentSpec spec,
            Node root,
            DocumentProblems problems) {
        this.kind = kind;
        this.metadata = metadata;
        this.tenant = tenant;
        this.spec = spec;
        this.root = root;
        this.problems = problems;
    }

    DocumentKind kind() {
        return kind;
    }

    DocumentMetadata metadata() {
        return metadata;
    }

    /** Its name, or null when it has no valid one. */
    @Nullable
    String name() {
        return metadata.name();
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    DocumentSpec spec() {
        return spec;
    }

    DocumentProblems problems() {
        return problems;
    }

    boolean hasErrors() {
        return problems.hasErrors();
    }

    /** Position of its name, used for problems of the whole document. */
    SourcePosition namePosition() {
        return metadata.position();
    }

    /** Where it is, for problems of other documents: text, line and number. */
    String location() {
        return problems.location(root.line());
    }

    /** The document as a record of the topic of definitions. */
    Document toDocument(String owner, String documentName) {
        return new Document(owner, kind.label(), documentName, JsonText.of(root));
    }
}
