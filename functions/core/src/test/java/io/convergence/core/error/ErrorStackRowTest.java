package io.convergence.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ErrorStackRowTest {
    private static final String STACK = "Error: a\n    at b (https://shop.example/a.9f3.js:1:2)";
    private static final StackOutcome SUCCESS =
            new StackOutcome("success", "Error: a\n    at b (src/cart.js:7:3)", "src/cart.js", 12);

    @Test
    void anEventWithoutAStackAndAnEventOfAnotherTypeHaveNone() {
        assertThat(ErrorStack.of(event(EventType.ERROR, Map.of()))).isNull();
        assertThat(ErrorStack.of(event(EventType.ERROR, Map.of("stack", " ")))).isNull();
        assertThat(ErrorStack.of(event(EventType.VIEW, Map.of("stack", STACK)))).isNull();
    }

    @Test
    void theAppIsTheIdUnlessTheEventNamesAnother() {
        assertThat(stack(event(EventType.ERROR, Map.of("stack", STACK))).appId())
                .isEqualTo("shop");
        ErrorStack named =
                stack(event(EventType.ERROR, Map.of("stack", STACK, "app_id", "id-1", "env", "e", "version", "1.4.2")));
        assertThat(named.appId()).isEqualTo("id-1");
        assertThat(named.env()).isEqualTo("e");
        assertThat(named.version()).isEqualTo("1.4.2");
    }

    @Test
    void stacksOfAnotherVersionMessageOrTextAreOthers() {
        String id = stack(event(EventType.ERROR, Map.of("stack", STACK))).id();
        assertThat(id).hasSize(32);
        assertThat(stack(event(EventType.ERROR, Map.of("stack", STACK))).id()).isEqualTo(id);
        assertThat(stack(event(EventType.ERROR, Map.of("stack", STACK, "version", "2")))
                        .id())
                .isNotEqualTo(id);
        assertThat(stack(event(EventType.ERROR, Map.of("stack", STACK, "message", "m")))
                        .id())
                .isNotEqualTo(id);
        assertThat(stack(event(EventType.ERROR, Map.of("stack", STACK + '\n' + STACK)))
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void aRowIsReadFromTheLabelsThatItWasWrittenTo() {
        RumEvent event = event(EventType.ERROR, Map.of("stack", STACK, "message", "a"));
        assertThat(ErrorStackRow.of(event)).isNull();
        ErrorStack stack = stack(event);
        for (StackOutcome outcome : new StackOutcome[] {
            SUCCESS, StackOutcome.timeout(), StackOutcome.error(), new StackOutcome("no_zip", null, "", 0)
        }) {
            assertThat(ErrorStackRow.of(ErrorStackRow.label(event, stack, outcome)))
                    .isEqualTo(new ErrorStackRow(stack, outcome, 5));
        }
    }

    @Test
    void buildsWithOtherMinifiedNamesHaveOneGroup() {
        RumEvent one = event(EventType.ERROR, Map.of("stack", STACK, "message", "a 1"));
        RumEvent two = event(EventType.ERROR, Map.of("stack", STACK.replace("at b", "at zz"), "message", "a 2"));
        ErrorFingerprint resolved = ErrorOccurrence.fingerprint(ErrorStackRow.label(one, stack(one), SUCCESS));
        assertThat(resolved.top()).isEqualTo("src/cart.js");
        assertThat(ErrorOccurrence.fingerprint(ErrorStackRow.label(two, stack(two), SUCCESS)))
                .isEqualTo(resolved);
        assertThat(resolved).isEqualTo(SUCCESS.group(stack(one).group()));
        assertThat(ErrorOccurrence.fingerprint(ErrorStackRow.label(one, stack(one), StackOutcome.timeout())))
                .isEqualTo(ErrorOccurrence.fingerprint(one))
                .isEqualTo(stack(one).group());
    }

    @Test
    void betterOutcomesRankHigher() {
        assertThat(SUCCESS.rank()).isEqualTo(3);
        assertThat(new StackOutcome("partial", "s", "", 1).rank()).isEqualTo(2);
        assertThat(new StackOutcome("no_file", null, "", 1).rank()).isEqualTo(1);
        assertThat(StackOutcome.timeout().rank()).isZero();
        assertThat(StackOutcome.error().rank()).isZero();
    }

    private static ErrorStack stack(RumEvent event) {
        return Objects.requireNonNull(ErrorStack.of(event));
    }

    private static RumEvent event(EventType type, Map<String, String> labels) {
        return new RumEvent(
                "i",
                "acme",
                "shop",
                type,
                5,
                5,
                "s",
                null,
                null,
                null,
                "TypeError",
                null,
                Map.of(),
                new HashMap<>(labels),
                Map.of());
    }
}
