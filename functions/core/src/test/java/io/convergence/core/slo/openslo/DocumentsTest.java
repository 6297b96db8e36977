package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.document.DocumentKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Version, kind, name and owner of documents, and references between documents. */
class DocumentsTest {
    private static final String SERVICE = """
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: shop}
            spec: {}
            """;

    @Test
    void aValidSloIsADefinitionAndADocument() {
        OpenSlo read = OpenSloTexts.read(OpenSloTexts.SLO);
        assertThat(read.problems()).isEmpty();
        assertThat(read.documents())
                .extracting(Document::key)
                .containsExactly("acme/SLO/checkout", "acme/Service/shop");
        SloDefinition definition = read.definitions().get(0);
        assertThat(definition.tenant()).isEqualTo("acme");
        assertThat(definition.name()).isEqualTo("checkout");
        assertThat(definition.displayName()).isEqualTo("checkout");
        assertThat(definition.service()).isEqualTo("shop");
        assertThat(definition.targetPpm()).isEqualTo(990_000);
    }

    @Test
    void anyOtherVersionIsTheOnlyErrorOfItsDocument() {
        for (String version : List.of("openslo/v1alpha", "openslo.com/v2alpha", "v1")) {
            assertThat(OpenSloTexts.errors(OpenSloTexts.with(
                            "apiVersion: openslo/v1\nkind: SLO", "apiVersion: " + version + "\nkind: SLO")))
                    .containsExactly(
                            "1 apiVersion: must be openslo/v1, the only version that is read, not '" + version + "'");
        }
    }

    @Test
    void anyOtherKindAndAnyOtherShapeIsRefused() {
        assertThat(OpenSloTexts.errors("apiVersion: openslo/v1\nkind: Slo\n"))
                .containsExactly("2 kind: must be one of " + DocumentKind.LABELS + ", not 'Slo'");
        assertThat(OpenSloTexts.errors("just text"))
                .containsExactly("1 : must be a mapping with apiVersion, kind, metadata and spec, not text");
        assertThat(OpenSloTexts.errors("- 5\n- []\n"))
                .containsExactly(
                        "1 : must be a mapping with apiVersion, kind, metadata and spec, not a number",
                        "2 : must be a mapping with apiVersion, kind, metadata and spec, not a list");
        assertThat(OpenSloTexts.errors("{}")).hasSize(2);
    }

    @Test
    void anUnknownFieldIsReportedWithItsPathLineAndTheKnownFields() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("  service: shop", "  service: shop\n  servise: shop")))
                .singleElement()
                .asString()
                .startsWith("8 spec.servise: is unknown here; known are description, service, indicator");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("isRolling: true", "isRolling: true, rolling: true")))
                .containsExactly(
                        "15 spec.timeWindow[0].rolling: is unknown here; known are duration, isRolling, calendar");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{name: checkout-sli}", "{name: checkout-sli, owner: me}")))
                .containsExactly(
                        "9 spec.indicator.metadata.owner: is unknown here; known are name, displayName, labels,"
                                + " annotations");
    }

    @Test
    void everyProblemOfEveryDocumentIsReportedInTheOrderOfTheTexts() {
        String first = OpenSloTexts.with("target: 0.99", "target: 2").replace("duration: 30d", "duration: soon");
        OpenSlo read = OpenSlo.read(List.of(
                new SourceText("a.yaml", null, first),
                new SourceText("b.yaml", "acme", "kind: 5\n---\n" + SERVICE.replace("spec: {}", "spec: {x: 1}"))));
        assertThat(read.problems())
                .extracting(problem -> problem.source() + ':' + problem.line() + ' ' + problem.document())
                .containsExactly("a.yaml:15 1", "a.yaml:17 1", "b.yaml:1 1", "b.yaml:1 1", "b.yaml:5 2", "b.yaml:6 2");
        assertThat(read.documents()).extracting(Document::key).containsExactly("acme/Service/shop");
    }

    @Test
    void theProblemsOfOneDocumentAreBounded() {
        String fields = "x: 1, ".replace("x", "x%d");
        StringBuilder many = new StringBuilder("apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a}\nspec: {");
        for (int i = 0; i < 5000; i++) {
            many.append(String.format(Locale.ROOT, fields, i));
        }
        OpenSlo read = OpenSloTexts.read(many.append("}\n").toString());
        assertThat(read.problems()).hasSize(101);
        assertThat(read.problems().get(100).message()).contains("more problems than the 100 shown");
    }

    @Test
    void aNameMustBeValidInKeys() {
        for (String name :
                List.of("a/b", "\"a\\u0001b\"", "x".repeat(129), "\u20ac".repeat(43), "\" \"", "true", "7")) {
            assertThat(OpenSloTexts.errors(OpenSloTexts.with("name: checkout\n", "name: " + name + "\n")))
                    .as(name)
                    .singleElement()
                    .asString()
                    .startsWith("4 metadata.name: must");
        }
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("  name: checkout\n", "")))
                .containsExactly("4 metadata.name: is missing: 1 to 128 bytes without '/'");
    }

    @Test
    void aNameThatIsNoRfc1123LabelIsAWarning() {
        for (String name : List.of("Checkout", "a_b", "a b", "-a", "x".repeat(64))) {
            assertThat(OpenSloTexts.warnings(OpenSloTexts.with("name: checkout\n", "name: " + name + "\n")))
                    .as(name)
                    .singleElement()
                    .asString()
                    .startsWith("4 metadata.name: is no RFC 1123 label");
        }
    }

    @Test
    void labelsAreTextsOrListsOfTextsAndAnnotationsAreFree() {
        String labels = "labels: {tenant: [acme], team: [a, b], cost: 12}\n  annotations: {a: [1, {b: c}], d: null}";
        assertThat(OpenSloTexts.definition(OpenSloTexts.with("labels: {tenant: acme}", labels))
                        .tenant())
                .isEqualTo("acme");
        assertThat(OpenSloTexts.errors(
                        OpenSloTexts.with("labels: {tenant: acme}", "labels: {tenant: acme, team: {a: b}}")))
                .containsExactly("5 metadata.labels.team: must be text or a list of texts, not a mapping");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{tenant: acme}", "{tenant: acme, team: [[a]]}")))
                .containsExactly("5 metadata.labels.team[0]: must be text, not a list");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{tenant: acme}", "{tenant: [acme, globex]}")))
                .contains("5 metadata.labels.tenant: must be one tenant, not a list of 2");
    }

    @Test
    void anSloNeedsATenantWithAValidName() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("  labels: {tenant: acme}\n", "")))
                .containsExactly("3 metadata.labels.tenant: is missing: an SLO needs a tenant,"
                        + " 1 to 64 characters of A-Z a-z 0-9 . _ -");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{tenant: acme}", "{tenant: a/b}")))
                .contains(
                        "5 metadata.labels.tenant: must be 1 to 64 characters of A-Z a-z 0-9 . _ -, as tenants are, not 'a/b'");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("{tenant: acme}", "{tenant: 42}")))
                .contains("5 metadata.labels.tenant: must be text, not a number: put it in quotes");
    }

    @Test
    void theTenantOfATextOwnsItsDocumentsAndTheLabelMustNotDiffer() {
        OpenSlo read = OpenSlo.read(
                List.of(new SourceText("f", "globex", OpenSloTexts.with("  labels: {tenant: acme}\n", ""))));
        assertThat(read.problems()).isEmpty();
        assertThat(read.definitions()).extracting(SloDefinition::tenant).containsExactly("globex");
        assertThat(OpenSloTexts.lines(OpenSlo.read(List.of(new SourceText("f", "globex", OpenSloTexts.SLO))), true))
                .containsExactly("3 metadata.labels.tenant: must be globex, whose documents these are, not 'acme'");
        assertThat(OpenSloTexts.lines(OpenSlo.read(List.of(new SourceText("f", "no one", SERVICE))), true))
                .containsExactly("3 metadata.labels.tenant: the tenant given must be 1 to 64 characters of"
                        + " A-Z a-z 0-9 . _ -, not 'no one'");
    }

    @Test
    void amongSeveralTenantsADocumentWithoutOneBelongsToThoseThatReferToIt() {
        String other = OpenSloTexts.SLO
                .substring(0, OpenSloTexts.SLO.indexOf("---"))
                .replace("tenant: acme", "tenant: globex");
        String third = other.replace("tenant: globex", "tenant: initech").replace("service: shop", "service: desk");
        OpenSlo read = OpenSloTexts.read(
                OpenSloTexts.SLO + "---\n" + other + "---\n" + third + "---\n" + SERVICE.replace("shop", "unused"));
        assertThat(read.documents())
                .extracting(Document::key)
                .containsExactly(
                        "acme/SLO/checkout",
                        "acme/Service/shop",
                        "globex/Service/shop",
                        "globex/SLO/checkout",
                        "initech/SLO/checkout");
        assertThat(OpenSloTexts.lines(read, false))
                .containsExactly(
                        "48 spec.service: no Service 'desk' is defined here for this tenant",
                        "62 metadata.name: is left out: it has no tenant, and no document that has one refers to it");
    }

    @Test
    void aDocumentIsLeftOutWithAWarningWhenNothingNamesATenant() {
        OpenSlo read = OpenSloTexts.read(SERVICE);
        assertThat(read.documents()).isEmpty();
        assertThat(OpenSloTexts.lines(read, false)).singleElement().asString().contains("is left out");
    }

    @Test
    void oneTenantDoesNotSeeWhatAnotherDefines() {
        String other = OpenSloTexts.SLO
                .replace("tenant: acme", "tenant: globex")
                .replace("metadata: {name: shop}", "metadata: {name: shop, labels: {tenant: globex}}");
        OpenSlo read =
                OpenSloTexts.read(OpenSloTexts.SLO.substring(0, OpenSloTexts.SLO.indexOf("---")) + "---\n" + other);
        assertThat(OpenSloTexts.lines(read, false))
                .containsExactly("7 spec.service: no Service 'shop' is defined here for this tenant");
    }

    @Test
    void aSecondDocumentOfTheSameTenantKindAndNameIsRefusedAndNamesTheFirst() {
        String slo = OpenSloTexts.SLO.substring(0, OpenSloTexts.SLO.indexOf("---"));
        OpenSlo read = OpenSlo.read(List.of(new SourceText("a.yaml", null, slo), new SourceText("b.yaml", null, slo)));
        assertThat(OpenSloTexts.lines(read, true))
                .contains("4 metadata.name: SLO 'checkout' is already defined at a.yaml:1 (document 1)");
        assertThat(read.definitions()).hasSize(1);
    }

    @Test
    void aSecondDescriptionOfTheSameServiceIsLeftOutWithAWarning() {
        OpenSlo read = OpenSlo.read(
                List.of(new SourceText("a.yaml", null, OpenSloTexts.SLO), new SourceText("b.yaml", null, SERVICE)));
        assertThat(OpenSloTexts.lines(read, true)).isEmpty();
        assertThat(OpenSloTexts.lines(read, false))
                .containsExactly(
                        "3 metadata.name: Service 'shop' is already defined at a.yaml:19 (document 2); this one "
                                + "is left out");
        assertThat(read.documents().stream().map(Document::key)).doesNotHaveDuplicates();
        assertThat(read.definitions()).hasSize(1);
    }

    @Test
    void definitionsAreInOrderOfTenantAndName() {
        String slo = OpenSloTexts.SLO.substring(0, OpenSloTexts.SLO.indexOf("---"));
        OpenSlo read = OpenSloTexts.read(
                slo.replace("acme", "b") + "---\n" + slo.replace("name: checkout\n", "name: z\n") + "---\n" + slo);
        assertThat(read.definitions())
                .extracting(definition -> definition.tenant() + '/' + definition.name())
                .containsExactly("acme/checkout", "acme/z", "b/checkout");
    }

    @Test
    void listsAndJsonAreReadLikeYamlDocuments() {
        OpenSlo yaml = OpenSloTexts.read(OpenSloTexts.SLO);
        StringBuilder json = new StringBuilder("[");
        yaml.documents()
                .forEach(document -> json.append(json.length() > 1 ? "," : "").append(document.text()));
        assertThat(OpenSloTexts.read(json + "]")).isEqualTo(yaml);
    }
}
