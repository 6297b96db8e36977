package io.convergence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Tasks run when the test takes them from the queue of the executor, so their order is that of the share. */
class TenantWorkTest {
    private final Queue<Runnable> started = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private long now;
    private final TenantWork work = new TenantWork(started::add, 4, Duration.ofSeconds(5), () -> now);

    @Test
    void aTenantUsesAllConnectionsWhileNoOtherWaits() {
        submit("a", 6);
        assertThat(started).hasSize(4);
        finish(6);
        assertThat(done).containsExactly("a0", "a1", "a2", "a3", "a4", "a5");
    }

    @Test
    void aTenantWithLessThanHalfOfTheConnectionsGoesFirst() {
        submit("a", 8);
        submit("b", 3);
        finish(4);
        // The first free connections are those of b, up to its half; then both take turns.
        assertThat(done).containsExactly("a0", "a1", "a2", "a3");
        finish(7);
        assertThat(done.subList(4, 6)).containsExactly("b0", "b1");
        assertThat(done).hasSize(11).contains("b2", "a7");
    }

    @Test
    void aTaskThatWaitedTooLongIsRefused() {
        submit("a", 5);
        now += Duration.ofSeconds(4).toNanos();
        submit("a", 1);
        now += Duration.ofSeconds(2).toNanos();
        finish(1);
        assertThat(done).containsExactly("a0", "refused a4");
        finish(4);
        assertThat(done).hasSize(6).doesNotContain("a4");
    }

    @Test
    void aTaskBeyondThoseThatMayWaitIsRefusedAtOnce() {
        submit("a", 1_004);
        assertThat(done).isEmpty();
        submit("a", 1);
        assertThat(done).containsExactly("refused a0");
        submit("b", 1);
        assertThat(done).hasSize(1);
    }

    private void submit(String tenant, int tasks) {
        for (int i = 0; i < tasks; i++) {
            String name = tenant + i;
            work.submit(tenant, () -> done.add(name), () -> done.add("refused " + name));
        }
    }

    private void finish(int tasks) {
        for (int i = 0; i < tasks; i++) {
            started.remove().run();
        }
    }
}
