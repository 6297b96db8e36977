package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OpenSloPropertyTest {
    private static final List<String> FRAGMENTS = List.of(
            "a",
            ": ",
            "\n",
            "  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "&x ",
            "*x",
            "!!str ",
            "!x ",
            "|\n",
            ">-\n",
            "#",
            "---\n",
            "...\n",
            "? ",
            "%YAML 1.2\n",
            "~",
            "0.99",
            "true",
            "\t",
            "\\u0041",
            "\ud83d\ude00",
            "\ud800",
            "\u2028",
            "\u0000",
            "\u0085",
            "kind: SLO",
            "spec",
            "metadata: {name: a}",
            "@",
            "`",
            "<<: *x");

    @Property(tries = 300)
    void aDocumentHasTheSameMeaningWhenReadFromItsRecord(@ForAll("texts") String text) {
        OpenSlo first = OpenSloTexts.read(text);
        assertThat(OpenSloTexts.lines(first, true)).isEmpty();
        List<SourceText> records = new ArrayList<>(first.documents().stream()
                .map(document -> new SourceText(document.key(), document.tenant(), document.text()))
                .toList());
        Collections.reverse(records);
        OpenSlo second = OpenSlo.read(records);
        assertThat(second.definitions()).isEqualTo(first.definitions());
        assertThat(second.documents()).containsExactlyInAnyOrderElementsOf(first.documents());
        assertThat(second.problems())
                .extracting(Problem::path, Problem::message)
                .containsExactlyInAnyOrderElementsOf(first.problems().stream()
                        .map(problem -> tuple(problem.path(), problem.message()))
                        .toList());
    }

    @Property(tries = 200)
    void theOrderOfSelectorsAndValuesDoesNotChangeTheGeneration(
            @ForAll("wheres") List<List<String>> where, @ForAll long seed) {
        SloDefinition first = OpenSloTexts.read(OpenSloTexts.good("rum", where(where), "{ok: true}"))
                .definitions()
                .get(0);
        List<List<String>> shuffled = new ArrayList<>();
        for (List<String> selector : where) {
            List<String> values = new ArrayList<>(selector.subList(1, selector.size()));
            Collections.shuffle(values, new Random(seed));
            values.add(0, selector.get(0));
            shuffled.add(values);
        }
        Collections.shuffle(shuffled, new Random(seed));
        SloDefinition second = OpenSloTexts.read(OpenSloTexts.good("rum", where(shuffled), "{ok: true}"))
                .definitions()
                .get(0);
        assertThat(second.generation()).isEqualTo(first.generation()).isNotNegative();
        assertThat(second.sli()).isEqualTo(first.sli());
    }

    @Property(tries = 1000)
    void noTextMakesTheReaderThrow(@ForAll("fragments") String text) {
        checkProblems(OpenSloTexts.read(text));
    }

    @Property(tries = 1000)
    void noBytesMakeTheReaderThrow(@ForAll @Size(max = 400) byte[] bytes) {
        checkProblems(OpenSloTexts.read(new String(bytes, StandardCharsets.UTF_8)));
        checkProblems(OpenSloTexts.read(new String(bytes, StandardCharsets.ISO_8859_1)));
        checkProblems(OpenSloTexts.read(new String(bytes, StandardCharsets.UTF_16)));
    }

    @Property(tries = 2000)
    void noChangeOfAValidTextMakesTheReaderThrow(
            @ForAll @IntRange(max = 2000) int at,
            @ForAll @IntRange(max = 30) int length,
            @ForAll("fragments") String piece) {
        String text = OpenSloTexts.everyKind(1)
                .replace("TARGET", "0.99")
                .replace("DURATION", "30d")
                .replace("DESCRIPTION", "words");
        int from = at % text.length();
        int to = Math.min(text.length(), from + length);
        checkProblems(OpenSloTexts.read(text.substring(0, from) + piece + text.substring(to)));
    }

    /** Every problem is on one line, and every accepted document can be read again. */
    private static void checkProblems(OpenSlo read) {
        for (Problem problem : read.problems()) {
            assertThat(problem.line()).isPositive();
            assertThat(problem.message().lines()).hasSize(1);
            assertThat(problem.path().lines().count()).isLessThanOrEqualTo(1);
        }
        assertThat(read.documents())
                .allSatisfy(document -> assertThat(
                                OpenSlo.read(List.of(new SourceText("again", document.tenant(), document.text())))
                                        .problems())
                        .noneMatch(problem -> problem.message().startsWith("is no YAML")));
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> texts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of("0.9", ".75", "0.999999", "+0.5", "0.10"),
                        Arbitraries.of("1h", "30d", "90d"))
                .as((variant, description, target, duration) -> OpenSloTexts.everyKind(variant)
                        .replace("DESCRIPTION", quoted(description))
                        .replace("TARGET", target)
                        .replace("DURATION", duration));
    }

    @Provide
    Arbitrary<List<List<String>>> wheres() {
        Arbitrary<List<String>> values = Arbitraries.strings()
                .withCharRange('a', 'e')
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
        return Arbitraries.subsetOf("app", "host", "page", "browser")
                .flatMap(keys -> values.list()
                        .ofSize(keys.size())
                        .map(lists -> selectors(keys.stream().sorted().toList(), lists)));
    }

    private static List<List<String>> selectors(List<String> keys, List<List<String>> lists) {
        List<List<String>> selectors = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            List<String> selector = new ArrayList<>(lists.get(i));
            selector.add(0, keys.get(i));
            selectors.add(selector);
        }
        return selectors;
    }

    private static String where(List<List<String>> selectors) {
        return selectors.stream()
                .map(selector -> selector.get(0) + ": {in: ["
                        + selector.subList(1, selector.size()).stream()
                                .map(OpenSloPropertyTest::quoted)
                                .collect(Collectors.joining(", "))
                        + "]}")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A text as a double-quoted scalar, without halves of surrogate pairs and forbidden control characters. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || !Character.isISOControl(c))
                .forEach(c -> quoted.append(String.format("\\U%08x", c)));
        return quoted.append('"').toString();
    }
}
