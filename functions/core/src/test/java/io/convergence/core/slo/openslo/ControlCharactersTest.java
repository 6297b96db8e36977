package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.yaml.JsonText;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Problem;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Control characters, which neither Postgres text nor logs and labels can take, in any part of a document. */
class ControlCharactersTest {
    private static final List<String> FORBIDDEN = List.of("\u0000", "\u0001", "\u001b", "\u007f", "\u0085", "\u009f");

    /** A document with one changed key or scalar. */
    private record Change(Node document, String path, String message) {}

    @Test
    void aControlCharacterInAnyScalarOfAnyDocumentIsAnErrorWithItsPath() {
        int scalars = 0;
        for (YamlDocument document : YamlDocuments.of(everyKind())) {
            Node root = Objects.requireNonNull(document.root());
            for (String forbidden : FORBIDDEN) {
                List<Change> changes = scalarChanges(root, "", forbidden);
                scalars += changes.size();
                changes.forEach(ControlCharactersTest::refuses);
            }
        }
        assertThat(scalars).isGreaterThan(50 * FORBIDDEN.size());
    }

    @Test
    void aControlCharacterInAnyKeyOfAnyDocumentIsAnErrorWithItsPath() {
        for (YamlDocument document : YamlDocuments.of(everyKind())) {
            Node root = Objects.requireNonNull(document.root());
            List<Change> changes = keyChanges(root, "");
            assertThat(changes).hasSizeGreaterThan(4);
            changes.forEach(ControlCharactersTest::refuses);
        }
    }

    @Test
    void theErrorNamesTheFileTheLineAndThePath() {
        String text = OpenSloTexts.with("  name: checkout\n", "  name: checkout\n  displayName: \"x\\0y\"\n");
        assertThat(OpenSloTexts.errors(text))
                .containsExactly("5 metadata.displayName: must not contain control characters");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("service: shop", "service: \"sh\\0op\"")))
                .containsExactly("7 spec.service: must not contain control characters");
        assertThat(OpenSloTexts.errors(OpenSloTexts.good("rum", "{host: {glob: \"a\\0*\"}}", "{ok: true}"))
                        .get(0))
                .isEqualTo("13 spec.indicator.spec.ratioMetric.total.metricSource.spec.where.host.glob:"
                        + " must not contain control characters");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{tenant: acme}", "{tenant: acme, team: [a, \"b\\0\"]}")))
                .containsExactly("5 metadata.labels.team[1]: must not contain control characters");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{tenant: acme}", "{tenant: acme, \"te\\0am\": a}")))
                .containsExactly("5 metadata.labels.te?am: a key must not contain control characters");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(
                        "{tenant: acme}", "{tenant: acme}\n  annotations: {example/any: [{\"a\": \"\\u0007\"}]}")))
                .containsExactly("6 metadata.annotations.example/any[0].a: must not contain control characters");
    }

    @Test
    void linesAndTabsAreAllowedInDescriptionsAndAnnotationsOnly() {
        OpenSloTexts.definition(
                OpenSloTexts.with("  service: shop", "  description: \"a\\tb\\r\\nc\"\n  service: shop"));
        OpenSloTexts.definition(
                OpenSloTexts.with("{tenant: acme}", "{tenant: acme}\n  annotations: {example/any: \"a\\nb\"}"));
        for (String lines : List.of("a\\nb", "a\\tb", "a\\rb", "a\\u2028b")) {
            assertThat(OpenSloTexts.errors(OpenSloTexts.with("service: shop", "service: \"" + lines + '"')))
                    .containsExactly("7 spec.service: must not contain control characters");
            assertThat(OpenSloTexts.errors(
                            OpenSloTexts.with("{tenant: acme}", "{tenant: acme, team: \"" + lines + "\"}")))
                    .containsExactly("5 metadata.labels.team: must not contain control characters");
        }
    }

    @Test
    void theLineBreakAtTheEndOfABlockScalarIsNotPartOfAName() {
        String text =
                OpenSloTexts.with("  name: checkout\n", "  name: checkout\n  displayName: >\n    Check\n    out\n");
        assertThat(OpenSloTexts.definition(text).displayName()).isEqualTo("Check out");
    }

    private static String everyKind() {
        return OpenSloTexts.everyKind(2)
                .replace("TARGET", "0.99")
                .replace("DURATION", "30d")
                .replace("DESCRIPTION", "words")
                .replace("where: {app: shop}", "where: {app: shop, host: {glob: \"*.example\"}, page: {in: [/a, /b]}}");
    }

    private static void refuses(Change change) {
        OpenSlo read = OpenSlo.read(List.of(new SourceText("f", "acme", JsonText.of(change.document()))));
        assertThat(read.documents()).as(change.path()).isEmpty();
        assertThat(read.problems())
                .as(change.path())
                .filteredOn(problem -> problem.path().equals(change.path()))
                .extracting(Problem::error, Problem::message)
                .contains(tuple(true, change.message()));
    }

    private static List<Change> scalarChanges(Node node, String path, String forbidden) {
        List<Change> changes = new ArrayList<>();
        if (node instanceof Node.Scalar scalar) {
            String text =
                    scalar.text().substring(0, 1) + forbidden + scalar.text().substring(1);
            changes.add(new Change(
                    new Node.Scalar(1, Node.ScalarType.TEXT, text), path, "must not contain control characters"));
        } else if (node instanceof Node.Mapping mapping) {
            for (int i = 0; i < mapping.fields().size(); i++) {
                Node.Field field = mapping.fields().get(i);
                for (Change below : scalarChanges(field.value(), below(path, field.key()), forbidden)) {
                    changes.add(with(mapping, i, new Node.Field(1, field.key(), below.document()), below));
                }
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                for (Change below : scalarChanges(sequence.items().get(i), path + '[' + i + ']', forbidden)) {
                    changes.add(with(sequence, i, below));
                }
            }
        }
        return changes;
    }

    private static List<Change> keyChanges(Node node, String path) {
        List<Change> changes = new ArrayList<>();
        if (node instanceof Node.Mapping mapping) {
            for (int i = 0; i < mapping.fields().size(); i++) {
                Node.Field field = mapping.fields().get(i);
                Change key =
                        new Change(node, below(path, field.key() + "?"), "a key must not contain control characters");
                changes.add(with(mapping, i, new Node.Field(1, field.key() + "\u0000", field.value()), key));
                for (Change below : keyChanges(field.value(), below(path, field.key()))) {
                    changes.add(with(mapping, i, new Node.Field(1, field.key(), below.document()), below));
                }
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                for (Change below : keyChanges(sequence.items().get(i), path + '[' + i + ']')) {
                    changes.add(with(sequence, i, below));
                }
            }
        }
        return changes;
    }

    private static Change with(Node.Mapping mapping, int index, Node.Field field, Change change) {
        List<Node.Field> fields = new ArrayList<>(mapping.fields());
        fields.set(index, field);
        return new Change(new Node.Mapping(1, fields), change.path(), change.message());
    }

    private static Change with(Node.Sequence sequence, int index, Change change) {
        List<Node> items = new ArrayList<>(sequence.items());
        items.set(index, change.document());
        return new Change(new Node.Sequence(1, items), change.path(), change.message());
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }
}
