package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusyHostsTest {
    private static final HostKey BUSY = new HostKey("acme", "www.acme.example");
    private static final HostKey OTHER = new HostKey("acme", "quiet.acme.example");
    private static final long START = 1_780_660_800_000L;

    private final BusyHosts hosts = new BusyHosts();

    @Test
    void aHostIsBusyFromItsManyViewsOnUntilTheEndOfTheNextSecond() {
        for (int view = 0; view < BusyHosts.VIEWS_PER_SECOND; view++) {
            assertThat(hosts.add(BUSY, START + view)).isFalse();
        }
        assertThat(hosts.add(BUSY, START + 999)).isTrue();
        assertThat(hosts.add(OTHER, START + 999)).isFalse();
        assertThat(hosts.add(BUSY, START + 1999)).isTrue();
        assertThat(hosts.add(BUSY, START + 2000)).isFalse();
    }

    @Test
    void aSecondWithoutViewsEndsIt() {
        views(BusyHosts.VIEWS_PER_SECOND + 1, START);
        assertThat(hosts.add(BUSY, START + 2000)).isFalse();
    }

    @Test
    void viewsOfSeveralSecondsAreNotAddedUp() {
        for (long second = 0; second < 10; second++) {
            views(BusyHosts.VIEWS_PER_SECOND, START + 1000 * second);
        }
        assertThat(hosts.add(BUSY, START + 10_000)).isFalse();
    }

    /** A clock that is set back does not begin a second. */
    @Test
    void viewsOfAnEarlierSecondCountInTheLatest() {
        views(BusyHosts.VIEWS_PER_SECOND, START + 1000);
        assertThat(hosts.add(BUSY, START)).isTrue();
        assertThat(hosts.add(BUSY, START - 3_600_000)).isTrue();
    }

    @Test
    void aTimeBeforeTheEpochIsATime() {
        views(BusyHosts.VIEWS_PER_SECOND, -1);
        assertThat(hosts.add(BUSY, -1000)).isTrue();
        assertThat(hosts.add(OTHER, 1000)).isFalse();
    }

    @Test
    void partitionsAreUsedInTurn() {
        assertThat(IntStream.range(0, 6).map(view -> hosts.nextPartition(3))).containsExactly(1, 2, 0, 1, 2, 0);
        assertThat(hosts.nextPartition(1)).isZero();
    }

    private void views(int count, long time) {
        for (int view = 0; view < count; view++) {
            hosts.add(BUSY, time);
        }
    }
}
