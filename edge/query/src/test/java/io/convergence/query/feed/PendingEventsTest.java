package io.convergence.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingEventsTest {
    private final PendingEvents pending = new PendingEvents();

    @Test
    void onlyTheLatestEventOfAKeyIsPending() {
        add("a", "a1");
        add("b", "b1");
        add("a", "a2");
        assertThat(pending.take()).isEqualTo("b1a2");
        assertThat(pending.take()).isNull();
    }

    @Test
    void aTextHasAtMost32KilobytesAndTheEventThatExceedsThem() {
        for (int key = 0; key < 100; key++) {
            add("key-" + key, "x".repeat(1_000));
        }
        assertThat(pending.take()).hasSize(33_000);
        assertThat(pending.take()).hasSize(33_000);
        assertThat(pending.take()).hasSize(33_000);
        assertThat(pending.take()).hasSize(1_000);
        assertThat(pending.take()).isNull();
    }

    @Test
    void aStreamWithoutEventsHasACommentWhenItIsDue() {
        pending.comment();
        assertThat(pending.take()).startsWith(":");
        assertThat(pending.take()).isNull();
    }

    private void add(String key, String text) {
        pending.add(key, new PendingEvents.Event("verdict", text));
    }
}
