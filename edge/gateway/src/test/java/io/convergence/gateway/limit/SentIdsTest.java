package io.convergence.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.gateway.limit.SentIds.SentId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SentIdsTest {
    private static final SentId ID = new SentId("key", "id");

    private final AtomicLong now = new AtomicLong();
    private final SentIds ids = new SentIds(Duration.ofMinutes(10), 100, now::get);

    @Test
    void anIdIsRememberedOnceItWasPublishedAndForTenMinutes() {
        assertThat(ids.claim(ID)).isNull();
        ids.release(ID, true);
        now.addAndGet(Duration.ofMinutes(10).minusNanos(1).toNanos());
        assertThat(ids.claim(ID)).isCompletedWithValue(true);
        now.addAndGet(1);
        assertThat(ids.claim(ID)).isNull();
    }

    @Test
    void anIdWhoseBeaconWasNotPublishedCanBeClaimedAgain() {
        assertThat(ids.claim(ID)).isNull();
        ids.release(ID, false);
        assertThat(ids.claim(ID)).isNull();
    }

    @Test
    void aSecondClaimGetsTheResultOfTheFirst() {
        assertThat(ids.claim(ID)).isNull();
        var second = ids.claim(ID);
        assertThat(second).isNotNull().isNotDone();
        ids.release(ID, false);
        assertThat(second).isCompletedWithValue(false);
    }

    @Test
    void idsOfDifferentKeysAreDifferent() {
        assertThat(ids.claim(ID)).isNull();
        assertThat(ids.claim(new SentId("other", "id"))).isNull();
    }

    @Test
    void theNumberOfRememberedIdsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            SentId id = new SentId("key", String.valueOf(i));
            assertThat(ids.claim(id)).isNull();
            ids.release(id, true);
        }
        long remembered = 0;
        for (int i = 0; i < 10_000; i++) {
            remembered += ids.claim(new SentId("key", String.valueOf(i))) == null ? 0 : 1;
        }
        assertThat(remembered).isLessThanOrEqualTo(100);
    }
}
