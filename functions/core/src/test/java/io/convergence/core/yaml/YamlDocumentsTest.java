package io.convergence.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts, documents and limits of the parser. */
class YamlDocumentsTest {
    private static final String GOOD = "kind: a\n";

    @Test
    void documentsAreNumberedThroughAStreamAndThroughLists() {
        List<YamlDocument> documents = YamlDocuments.of("a: 1\n---\n- b: 2\n- c: 3\n---\nd: 4\n");
        assertThat(documents).extracting(YamlDocument::number).containsExactly(1, 2, 3, 4);
        assertThat(documents).extracting(YamlDocument::line).containsExactly(1, 3, 4, 6);
    }

    @Test
    void jsonIsReadWithTabsAndEscapes() {
        List<YamlDocument> documents = YamlDocuments.of("{\n\t\"a\": \"\\/\\ud83d\\ude00\",\n\t\"b\":[1,true,null]}");
        assertThat(json(documents)).containsExactly("{\"a\":\"/\ud83d\ude00\",\"b\":[1,true,null]}");
    }

    @Test
    void anEmptyTextHasNoDocument() {
        assertThat(YamlDocuments.of("")).isEmpty();
        assertThat(YamlDocuments.of("# nothing\n")).isEmpty();
    }

    @Test
    void anchorsAndAliasesAreRefusedWithTheirLine() {
        refuses("a: &x 1\nb: *x\n", 1, "anchors and aliases");
        refuses("a: 1\nb: *nowhere\n", 2, "anchors and aliases");
        refuses("&x [a, b]\n", 1, "anchors and aliases");
        String laughs = IntStream.range(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                .collect(Collectors.joining());
        refuses("a0: &a0 lol\n" + laughs, 1, "anchors and aliases");
    }

    @Test
    void tagsAreRefusedWithTheirLine() {
        refuses("a: 1\nb: !!javax.script.ScriptEngineManager [x]\n", 2, "tags");
        refuses("!!java.net.URL [\"http://example\"]\n", 1, "tags");
        refuses("a: !mine 1\n", 1, "tags");
    }

    @Test
    void keysAreTextAndDistinct() {
        refuses("a: 1\nb: 2\na: 3\n", 3, "'a' is there twice");
        refuses("? [a]\n: 1\n", 1, "a key must be text");
        refuses("? \n: 1\n", 1, "a key must be text");
        refuses("\"" + "k".repeat(129) + "\": 1\n", 1, "a key is longer than 128");
    }

    @Test
    void aDocumentWithUnsupportedSyntaxDoesNotAffectTheOthers() {
        List<YamlDocument> documents = YamlDocuments.of(GOOD + "---\na: &x 1\n---\n" + GOOD);
        assertThat(documents).extracting(document -> document.root() != null).containsExactly(true, false, true);
    }

    @Test
    void aBrokenDocumentEndsTheTextAndTheDocumentsBeforeItAreRead() {
        List<YamlDocument> documents = YamlDocuments.of(GOOD + "---\na: \"open\n---\n" + GOOD);
        assertThat(documents).hasSize(2);
        assertThat(documents.get(0).root()).isNotNull();
        assertThat(documents.get(1).number()).isEqualTo(2);
        assertThat(documents.get(1).refusal()).startsWith("is no YAML: ");
    }

    @Test
    void brokenSyntaxIsReportedOnOneLineWithItsPosition() {
        refuses("a: b: c\n", 1, "is no YAML: mapping values are not allowed here");
        refuses("a: 1\nb: [\n", 3, "is no YAML");
        refuses("a: 1\nb: @x\n", 2, "is no YAML");
        refuses("a: 1\nb: \u0001\n", 2, "is no YAML: it holds a character that cannot be printed");
        refuses("a: \"\\ud800\"\n", 1, "half of a surrogate pair");
        refuses("a: \"\\x", 1, "is no YAML: it cannot be parsed on from here");
        refuses("%YAML 3.1\n---\na: 1\n", 1, "is no YAML");
    }

    @Test
    void surrogatePairsAreReadAtEveryPositionAndHalvesAreRefused() {
        for (int length = 0; length < 5000; length++) {
            String comment = "# " + "x".repeat(length);
            assertThat(YamlDocuments.of(comment + "\ud83d\ude00\na: 1\n"))
                    .singleElement()
                    .matches(document -> document.root() != null);
            refuses(comment + "\n\ud83d\na: 1\n", 2, "half of a surrogate pair");
        }
        refuses("a: 1\nb: \ude00", 2, "half of a surrogate pair");
    }

    @Test
    void depthLengthsAndNumberOfDocumentsAreLimited() {
        refuses("a: " + "[".repeat(32) + "]".repeat(32), 1, "nested deeper than 32");
        refuses("a: " + "x".repeat(16_385), 1, "a value is longer than 16384 characters");
        refuses("a: [" + "x,".repeat(40_000) + "]", 1, "longer than 65536 characters of compact JSON");
        refuses("x".repeat((1 << 20) + 1), 1, "longer than 1048576 bytes");
        refuses("\u20ac".repeat(400_000), 1, "longer than 1048576 bytes");
        List<YamlDocument> many = YamlDocuments.of("---\na: 1\n".repeat(1001));
        assertThat(many).hasSize(1001);
        assertThat(many.get(1000).refusal()).contains("more than 1000 documents");
    }

    @Test
    void limitsCanBeChosenForEachText() {
        YamlLimits limits = new YamlLimits(100, 2, 20);
        assertThat(refusals(YamlDocuments.of("a: " + "x".repeat(98), limits)))
                .containsExactly("the text is longer than 100 bytes; split it");
        assertThat(refusals(YamlDocuments.of("a: " + "x".repeat(20), limits)))
                .containsExactly("the document is longer than 20 characters of compact JSON; nothing after it is read");
        assertThat(refusals(YamlDocuments.of("- a: 1\n- b: 2\n- c: 3\n", limits)))
                .containsExactly("the text has more than 2 documents; split it");
        YamlLimits large = new YamlLimits(1 << 20, 1, 1 << 20);
        assertThat(refusals(YamlDocuments.of("a: [" + "x,".repeat(100_000) + "]", large)))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new YamlLimits(0, 1, 1));
    }

    @Test
    void theLineOfABrokenCharacterCountsCharactersBeyondTheBasicPlane() {
        refuses("# " + "\ud83d\ude00".repeat(50) + "\na: \ud800\nb: 1\nc: 2\n", 2, "half of a surrogate pair");
        refuses("# " + "\ud83d\ude00".repeat(50) + "\na: \u0001\nb: 1\nc: 2\n", 2, "cannot be printed");
    }

    @ParameterizedTest
    @MethodSource("expensiveTexts")
    void expensiveTextsAreRefusedQuickly(String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(YamlDocuments.of(text))
                    .hasSizeLessThan(3)
                    .isNotEmpty()
                    .allMatch(document -> document.root() == null && document.refusal() != null);
        });
    }

    static List<String> expensiveTexts() {
        int most = (1 << 20) - 100;
        return List.of(
                "[".repeat(most),
                "{".repeat(most),
                "- ".repeat(most / 2),
                "? ".repeat(most / 2),
                "a: ".repeat(most / 3),
                "{a: [".repeat(most / 5),
                "a: " + "x".repeat(most),
                "a: \"" + "x ".repeat(most / 2),
                "a: |\n" + " x\n".repeat(most / 3),
                "a: &" + "x".repeat(most),
                "a: !<" + "x".repeat(most) + "> b",
                "{" + "a,".repeat(most / 2) + "}",
                "\"" + "\\u0041".repeat(most / 6) + "\": b",
                "%TAG ! tag:" + "x".repeat(most) + "\n---\n!a b");
    }

    private static void refuses(String text, int line, String message) {
        List<YamlDocument> refused = YamlDocuments.of(text).stream()
                .filter(document -> document.refusal() != null)
                .toList();
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).refusal()).contains(message).doesNotContain("\n");
        assertThat(refused.get(0).line()).isEqualTo(line);
        assertThat(refused.get(0).root()).isNull();
    }

    private static List<String> refusals(List<YamlDocument> documents) {
        return documents.stream()
                .map(YamlDocument::refusal)
                .filter(refusal -> refusal != null)
                .toList();
    }

    private static List<String> json(List<YamlDocument> documents) {
        return documents.stream()
                .map(document -> document.root() == null ? "-" : JsonText.of(document.root()))
                .toList();
    }
}
