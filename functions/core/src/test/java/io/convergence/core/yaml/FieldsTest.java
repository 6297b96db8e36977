package io.convergence.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reading of a document field by field, with the problems that it reports. */
class FieldsTest {
    private final DocumentProblems problems = new DocumentProblems("apps.yaml", 1);

    @Test
    void fieldsAreReadByTheirTypes() {
        Fields fields = read("""
                name: shop
                note: ""
                hosts: [a.example, b.example]
                rate: 600
                share: 0.75
                any-host: true
                nested: {inner: text}
                """);
        assertThat(fields.names()).containsExactly("name", "note", "hosts", "rate", "share", "any-host", "nested");
        assertThat(fields.requiredText("name", "a name")).isEqualTo("shop");
        assertThat(fields.anyText("note")).isEmpty();
        assertThat(fields.texts("hosts", 10)).containsExactly("a.example", "b.example");
        assertThat(value(fields, "rate").wholeNumber(0, 600)).isEqualTo(600);
        assertThat(value(fields, "share").decimal()).isEqualTo(new BigDecimal("0.75"));
        assertThat(fields.flag("any-host")).isTrue();
        assertThat(Objects.requireNonNull(fields.fields("nested")).text("inner"))
                .isEqualTo("text");
        fields.reportUnknown();
        assertThat(lines()).isEmpty();
    }

    @Test
    void aFieldThatIsLeftOutOrNullHasNoValueAndIsNotAProblem() {
        Fields fields = read("a: ~\nb:\nc: null\n");
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(fields.has(name)).isFalse();
            assertThat(fields.get(name)).isNull();
            assertThat(fields.text(name)).isNull();
            assertThat(fields.anyText(name)).isNull();
            assertThat(fields.flag(name)).isNull();
            assertThat(fields.fields(name)).isNull();
            assertThat(fields.items(name, 1)).isEmpty();
            assertThat(fields.texts(name, 1)).isEmpty();
        }
        assertThat(lines()).isEmpty();
    }

    @Test
    void aRequiredFieldThatIsLeftOutIsReportedAtTheMapping() {
        Fields nested = Objects.requireNonNull(read("a: 1\nb:\n  c: x\n").fields("b"));
        nested.require("d", "a name");
        nested.requiredText("e", "a text");
        nested.requiredFields("f", "a mapping");
        assertThat(lines())
                .containsExactly(
                        "3 b.d: is missing: a name", "3 b.e: is missing: a text", "3 b.f: is missing: a mapping");
    }

    @Test
    void aValueOfAnotherTypeIsReportedWithItsPosition() {
        Fields fields = read("""
                a: 1
                b: [x]
                c: text
                d: {e: 1}
                f: " "
                g: [1, ~, {h: x}]
                """);
        assertThat(fields.text("a")).isNull();
        assertThat(fields.text("b")).isNull();
        assertThat(fields.flag("c")).isNull();
        assertThat(value(fields, "c").decimal()).isNull();
        assertThat(fields.fields("c")).isNull();
        assertThat(fields.items("d", 2)).isEmpty();
        assertThat(fields.text("f")).isNull();
        assertThat(fields.texts("g", 3)).isEmpty();
        assertThat(lines())
                .containsExactly(
                        "1 a: must be text, not a number: put it in quotes",
                        "2 b: must be text, not a list",
                        "3 c: must be true or false, not text",
                        "3 c: must be a number, not text",
                        "3 c: must be a mapping, not text",
                        "4 d: must be a list, not a mapping",
                        "5 f: must not be empty",
                        "6 g[1]: must not be empty",
                        "6 g[0]: must be text, not a number: put it in quotes",
                        "6 g[2]: must be text, not a mapping");
    }

    @Test
    void aListMustNotHaveMoreItemsThanAllowed() {
        assertThat(read("a: [1, 2, 3]").items("a", 2)).isEmpty();
        assertThat(lines()).containsExactly("1 a: must hold at most 2, not 3");
    }

    @Test
    void aWholeNumberMustBeWithinItsBounds() {
        Fields fields = read("a: -1\nb: 10\nc: 0.5\nd: 1e3\ne: \"5\"\nf: 99999999999999999999\ng: 0x10\nh: +5\n");
        assertThat(value(fields, "a").wholeNumber(-1, 5)).isEqualTo(-1);
        assertThat(value(fields, "h").wholeNumber(-1, 5)).isEqualTo(5);
        for (String name : List.of("b", "c", "d", "e", "f", "g")) {
            assertThat(value(fields, name).wholeNumber(0, 9)).isNull();
        }
        assertThat(lines())
                .containsExactly(
                        "2 b: must be a whole number from 0 to 9, not '10'",
                        "3 c: must be a whole number from 0 to 9, not '0.5'",
                        "4 d: must be a whole number from 0 to 9, not '1e3'",
                        "5 e: must be a whole number from 0 to 9, not text",
                        "6 f: must be a whole number from 0 to 9, not '99999999999999999999'",
                        "7 g: must be a whole number from 0 to 9, not '0x10'");
    }

    @Test
    void everyFieldThatWasNotReadIsUnknown() {
        Fields fields = read("a: x\nb: y\n\"c\\td\": z\n");
        fields.text("a");
        fields.has("e");
        fields.reportUnknown();
        assertThat(lines())
                .containsExactly("2 b: is unknown here; known are a, e", "3 c d: is unknown here; known are a, e");
    }

    @Test
    void problemsAreReportedOnceInLineOrderAndOnlyErrorsRefuseADocument() {
        Fields fields = read("a: x\nb: y\n");
        fields.warning("b", "may not be meant");
        assertThat(problems.hasErrors()).isFalse();
        fields.error("a", "is wrong");
        fields.error("a", "is wrong");
        value(fields, "b").error("is wrong");
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.inLineOrder())
                .containsExactly(
                        new Problem(true, "apps.yaml", 1, 1, "a", "is wrong"),
                        new Problem(false, "apps.yaml", 1, 2, "b", "may not be meant"),
                        new Problem(true, "apps.yaml", 1, 2, "b", "is wrong"));
        assertThat(problems.location(7)).isEqualTo("apps.yaml:7 (document 1)");
        assertThat(fields.position("a")).isEqualTo(new SourcePosition(1, "a"));
        assertThat(fields.position()).isEqualTo(new SourcePosition(1, ""));
    }

    @Test
    void aTextIsOneLineAndTheLineBreakOfABlockScalarIsRemoved() {
        Fields fields = read("a: |\n  x\nb: \"x\\ny\"\nc: \"x\\0\"\nd: \"\"\ne: 007\nf: [x]\n");
        assertThat(fields.text("a")).isEqualTo("x");
        assertThat(fields.anyText("b")).isEqualTo("x\ny");
        assertThat(fields.text("b")).isNull();
        assertThat(fields.text("c")).isNull();
        assertThat(value(fields, "d").scalarText()).isEmpty();
        assertThat(value(fields, "e").scalarText()).isEqualTo("007");
        assertThat(value(fields, "f").scalarText()).isNull();
        assertThat(lines())
                .containsExactly(
                        "3 b: must not contain control characters",
                        "4 c: must not contain control characters",
                        "7 f: must be text, not a list");
    }

    @Test
    void controlCharactersInKeysAndValuesAreReportedWithTheirPaths() {
        Node root = YamlDocuments.of("\"a\\tb\": x\nc: [x, \"y\\0\"]\nd: {e: \"\\x7f\"}\nf: \"a\\tb\\nc\"\n")
                .get(0)
                .root();
        ControlCharacters.refuse(Objects.requireNonNull(root), problems);
        assertThat(lines())
                .containsExactly(
                        "1 a b: a key must not contain control characters",
                        "2 c[1]: must not contain control characters",
                        "3 d.e: must not contain control characters");
    }

    @Test
    void valuesInMessagesAreShortAndOnOneLine() {
        assertThat(QuotedText.of("a\nb\u0000c\u2028d")).isEqualTo("'a b?c?d'");
        assertThat(QuotedText.of("x".repeat(65))).isEqualTo("'" + "x".repeat(64) + "...'");
    }

    private Fields read(String yaml) {
        Node root = YamlDocuments.of(yaml).get(0).root();
        return new Fields((Node.Mapping) Objects.requireNonNull(root), "", problems);
    }

    private static Value value(Fields fields, String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    private List<String> lines() {
        return problems.inLineOrder().stream()
                .map(problem -> problem.line() + " " + problem.path() + ": " + problem.message())
                .toList();
    }
}
