package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.JsonText;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Place;
import org.jspecify.annotations.Nullable;

/** A document whose kind is known, as far as it could be read. Equal only to itself. */
final class ReadDocument {
    private final Kind kind;
    private final Header header;
    private final @Nullable String tenant;
    private final Body body;
    private final Node root;
    private final DocumentProblems problems;

    /**
     * A document.
     *
     * @param tenant its owner, or null when it names none
     * @param root its outermost node
     */
    ReadDocument(Kind kind, Header header, @Nullable String tenant, Body body, Node root, DocumentProblems problems) {
        this.kind = kind;
        this.header = header;
        this.tenant = tenant;
        this.body = body;
        this.root = root;
        this.problems = problems;
    }

    Kind kind() {
        return kind;
    }

    Header header() {
        return header;
    }

    /** Its name, or null when it has none that can be used. */
    @Nullable
    String name() {
        return header.name();
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    Body body() {
        return body;
    }

    DocumentProblems problems() {
        return problems;
    }

    boolean hasErrors() {
        return problems.hasErrors();
    }

    /** Where its name stands, for problems of the document as a whole. */
    Place place() {
        return header.place();
    }

    /** Where it is, for a problem of another document. */
    String position() {
        return problems.reference(root.line());
    }

    /** The document alone, as a record holds it. */
    Document as(String owner, String named) {
        return new Document(owner, kind.label(), named, JsonText.of(root));
    }
}
