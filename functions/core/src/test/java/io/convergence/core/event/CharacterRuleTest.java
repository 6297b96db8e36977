package io.convergence.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CharacterRuleTest {
    /** The rules of labels as regular expressions. */
    private static final Map<String, Pattern> LABELS = Map.of(
            "os_major", Pattern.compile("[0-9]{1,9}"),
            "version", Pattern.compile("[A-Za-z0-9._+-]{1,64}"),
            "trace_id", Pattern.compile("[A-Za-z0-9-]{1,64}"),
            "user", Pattern.compile("[A-Za-z0-9_-]{22}"),
            "object", Pattern.compile("[A-Za-z0-9._/-]{1,256}"));

    @Property(tries = 10_000)
    void aRuleAdmitsWhatItsExpressionMatches(@ForAll("texts") String text) {
        LABELS.forEach((label, pattern) -> assertThat(EventLabels.normalise(label, text))
                .as("%s", label)
                .isEqualTo(pattern.matcher(text).matches() ? text : null));
    }

    @Property(tries = 10_000)
    void theNameOfAMetricHasAnUnderscoreForEachOtherCharacter(@ForAll("texts") String text) {
        String name = EventName.normalise(EventType.METRIC, text);
        assertThat(name == null || name.matches("[A-Za-z0-9._:-]{1,64}")).isTrue();
        assertThat(name == null ? null : EventName.normalise(EventType.METRIC, name))
                .isEqualTo(name);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.strings().numeric().ofMaxLength(12),
                Arbitraries.strings()
                        .alpha()
                        .numeric()
                        .withChars("-_")
                        .ofMinLength(20)
                        .ofMaxLength(24),
                Arbitraries.strings().alpha().numeric().withChars("._+-/").ofMaxLength(70),
                Arbitraries.strings()
                        .alpha()
                        .numeric()
                        .withChars("._+-/")
                        .ofMinLength(254)
                        .ofMaxLength(258),
                Arbitraries.strings().withChars("a1.-é\u0661\ud83d\ude00\n").ofMaxLength(8),
                Arbitraries.strings().ofMaxLength(30)));
    }
}
