package io.convergence.flink.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteBlocks;
import io.convergence.core.window.minute.MinuteRetention;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageMinuteFunctionTest {
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "h", 1_780_660_800_000L);
    private static final long CLOSES = KEY.minute() + 59_999;

    /** How long after its retention the state of a minute is there, at most. */
    private static final long BLOCK = MinuteBlocks.BLOCK_MILLIS + MinuteKey.MINUTE_MILLIS;

    private MinutePipeline pipeline;

    @BeforeEach
    @SuppressWarnings("NullAway.Init") // restore() sets the field
    void open() throws Exception {
        restore(null);
    }

    @AfterEach
    void close() throws Exception {
        pipeline.close();
    }

    @Test
    void rowsAreEmittedWhenTheMinuteCloses() throws Exception {
        add(page("/a", 2), page("/b", 1));
        add(page("/a", 3));
        pipeline.watermark(CLOSES - 1);
        assertThat(rows()).isEmpty();
        pipeline.watermark(CLOSES);

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 5L), tuple("/b", 1L));
    }

    @Test
    void aCorrectionEmitsTheWholeRowAgainAndNoOtherRow() throws Exception {
        add(page("/a", 2), page("/b", 1));
        pipeline.watermark(CLOSES);
        add(page("/a", 1));

        assertThat(rows().subList(2, rows().size()))
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 3L));
        assertThat(pipeline.metrics().count("minutes.closed")).isOne();
        assertThat(pipeline.metrics().count("minutes.corrections")).isOne();
        assertThat(pipeline.metrics().count("minutes.rows")).isEqualTo(3);
    }

    @Test
    void aClosedMinuteIsRestatedAtMostOncePerWatermark() throws Exception {
        add(page("/a", 1));
        pipeline.watermark(CLOSES);
        for (int late = 0; late < 1_000; late++) {
            add(page("/a", 1));
        }
        pipeline.watermark(CLOSES + 1_000);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L, 2L, 1_001L);
        add(page("/a", 1));
        assertThat(rows()).hasSize(3);
        pipeline.watermark(CLOSES + 2_000);
        assertThat(rows()).extracting(PageMinute::views).endsWith(1_002L);
        assertThat(pipeline.metrics().count("minutes.corrections")).isEqualTo(3);
    }

    @Test
    void pagesBeyondTheBoundThatAreLateTogetherAreOneRow() throws Exception {
        add(page("/a", 1), page("/b", 1));
        pipeline.watermark(CLOSES);
        add(page("/d", 2), page("/a", 1), page("/c", 3), page("/a", 1));

        assertThat(rows().subList(2, rows().size()))
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("(other)", 5L), tuple("/a", 3L));
        pipeline.watermark(CLOSES + 1_000);
        assertThat(rows()).hasSize(4);
    }

    @Test
    void lateViewsAreAddedAlsoMoreThanTenMinutesAfterTheMinute() throws Exception {
        add(page("/a", 5));
        pipeline.watermark(CLOSES);
        pipeline.watermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS);
        add(page("/a", 7));

        assertThat(rows()).extracting(PageMinute::views).containsExactly(5L, 12L);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void lateViewsAreAddedAfterARestoreToo(StateBackend backend) throws Exception {
        pipeline.close();
        open(backend, null);
        add(page("/a", 5));
        pipeline.watermark(CLOSES);
        MinutePipeline.Savepoint state = pipeline.savepoint();
        pipeline.close();
        open(backend, state);
        add(page("/a", 3));
        add(page("/a", 4));
        pipeline.watermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS);
        add(page("/a", 1));
        pipeline.watermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS + 1);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(8L, 12L, 13L);
    }

    @Test
    void anOpenMinuteClosesAfterARestore() throws Exception {
        add(page("/a", 5));
        MinutePipeline.Savepoint state = pipeline.savepoint();
        pipeline.close();
        restore(state);
        add(page("/a", 3));
        pipeline.watermark(CLOSES);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(8L);
    }

    @Test
    void pagesWithoutARowAtTheCloseNeverGetOne() throws Exception {
        add(page("/a", 3), page("/b", 2), page("/c", 1));
        pipeline.watermark(CLOSES);
        add(page("/c", 10), page("/d", 10));

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 3L), tuple("/b", 2L), tuple("(other)", 1L), tuple("(other)", 21L));
    }

    @Test
    void lateViewsNeverMakeMoreRowsThanTheBound() throws Exception {
        add(page("/a", 1));
        pipeline.watermark(CLOSES);
        add(page("/b", 1), page("/c", 1));
        add(page("/d", 1), page("/b", 1), page("/a", 1));
        pipeline.watermark(CLOSES + 1);

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(
                        tuple("/a", 1L),
                        tuple("(other)", 1L),
                        tuple("/b", 1L),
                        tuple("(other)", 2L),
                        tuple("/a", 2L),
                        tuple("/b", 2L));
    }

    @Test
    void aClosedMinuteKeepsOnlyThePagesWithARow() throws Exception {
        for (int page = 0; page < 10_000; page++) {
            add(page("/" + page, 1));
        }
        assertThat(pipeline.openEntries()).isPositive();
        pipeline.watermark(CLOSES);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L, 1L, 9_998L);
        assertThat(rows()).extracting(PageMinute::page).containsExactly("/0", "/1", "(other)");
    }

    @Test
    void noStateIsLeftAfterTheRetention() throws Exception {
        add(page("/a", 3), page("/b", 2), page("/c", 1));
        pipeline.watermark(CLOSES);
        assertThat(pipeline.openEntries()).isZero();
        pipeline.watermark(CLOSES + MinuteRetention.RETAINED_MILLIS + BLOCK);

        assertThat(pipeline.entries()).isZero();
    }

    @Test
    void lateViewsExtendTheRetention() throws Exception {
        long late = CLOSES + MinuteRetention.RETAINED_MILLIS - 1;
        add(page("/a", 3));
        pipeline.watermark(CLOSES);
        pipeline.watermark(late);
        add(page("/a", 1));
        pipeline.watermark(late + MinuteRetention.RETAINED_MILLIS - 1);
        add(page("/a", 1));
        assertThat(rows()).extracting(PageMinute::views).containsExactly(3L, 4L, 5L);
        pipeline.watermark(late + 2 * MinuteRetention.RETAINED_MILLIS - 1 + BLOCK);

        assertThat(pipeline.entries()).isZero();
    }

    @Test
    void viewsAfterThatMakeARowWhoseStateEndsToo() throws Exception {
        pipeline.watermark(CLOSES + 2 * MinuteRetention.RETAINED_MILLIS);
        add(page("/a", 1));
        pipeline.watermark(CLOSES + 3 * MinuteRetention.RETAINED_MILLIS);
        pipeline.watermark(CLOSES + 4 * MinuteRetention.RETAINED_MILLIS);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L);
        assertThat(pipeline.entries()).isZero();
    }

    @Test
    void theEndOfTheInputEmitsNothing() throws Exception {
        add(page("/a", 2));
        pipeline.watermark(Long.MAX_VALUE);

        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aMinuteOfManyPagesIsSelectedFromAllOfThem(StateBackend backend) throws Exception {
        pipeline.close();
        open(backend, null);
        for (int page = 0; page < 1_000; page++) {
            add(page("/" + page, 1));
        }
        MinutePipeline.Savepoint state = pipeline.savepoint();
        pipeline.close();
        open(backend, state);
        add(page("/777", 1), page("/new", 5));
        pipeline.watermark(CLOSES);
        add(page("/new", 1), page("/newer", 1));

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(
                        tuple("/777", 2L),
                        tuple("/new", 5L),
                        tuple("(other)", 999L),
                        tuple("(other)", 1_000L),
                        tuple("/new", 6L));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void lateViewsOfALargeClosedMinuteAreAddedToItsRows(StateBackend backend) throws Exception {
        pipeline.close();
        open(backend, null);
        add(vitals("/a", 100));
        pipeline.watermark(CLOSES);
        MinutePipeline.Savepoint state = pipeline.savepoint();
        pipeline.close();
        open(backend, state);
        pipeline.watermark(CLOSES);
        add(page("/a", 1), page("/b", 1), page("/c", 1));
        add(vitals("/b", 3));
        pipeline.watermark(CLOSES + 1);

        assertThat(rows())
                .extracting(
                        PageMinute::page, PageMinute::views, row -> row.vitals().size())
                .containsExactly(
                        tuple("(other)", 1L, 0), tuple("/a", 101L, 100), tuple("/b", 1L, 0), tuple("/b", 4L, 3));
        pipeline.watermark(CLOSES + MinuteRetention.RETAINED_MILLIS + 1 + BLOCK);
        assertThat(storedEntries()).isZero();
    }

    @Test
    void aMinuteThatBecomesLargeByLateViewsIsClearedToo() throws Exception {
        add(vitals("/a", 10));
        pipeline.watermark(CLOSES);
        add(vitals("/b", 100));
        pipeline.watermark(CLOSES + 1);
        add(page("/a", 1));
        assertThat(rows()).extracting(PageMinute::views).containsExactly(10L, 100L, 11L);
        pipeline.watermark(CLOSES + 1 + MinuteRetention.RETAINED_MILLIS + BLOCK);

        assertThat(pipeline.entries()).isZero();
    }

    @Test
    void rowsThatAreStillToBeEmittedAreEmittedThoughTheWatermarkPassesTheRetention() throws Exception {
        add(page("/a", 1));
        pipeline.watermark(CLOSES);
        add(page("/a", 1));
        add(page("/a", 1));
        pipeline.watermark(CLOSES + 3 * MinuteRetention.RETAINED_MILLIS);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L, 2L, 3L);
        assertThat(pipeline.entries()).isZero();
    }

    @Test
    void minutesOfABlockEndTogetherAndAreForgottenEachAtItsTime() throws Exception {
        for (int minute = 0; minute < 120; minute++) {
            MinuteKey key = new MinuteKey("acme", "shop", "h", KEY.minute() + minute * MinuteKey.MINUTE_MILLIS);
            pipeline.add(key, page("/a", 1));
            pipeline.watermark(key.closesAt());
        }
        // At most 5 whole blocks and parts of two are retained, each with a timer.
        assertThat(pipeline.entries()).isLessThanOrEqualTo(2 * 7);
        MinuteKey retained = new MinuteKey("acme", "shop", "h", KEY.minute() + 60 * MinuteKey.MINUTE_MILLIS);
        MinuteKey forgotten = new MinuteKey("acme", "shop", "h", KEY.minute() + 59 * MinuteKey.MINUTE_MILLIS);
        pipeline.forgetRows();
        pipeline.add(retained, page("/a", 1));
        pipeline.add(forgotten, page("/a", 1));

        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::views, PageMinute::restated)
                .containsExactly(tuple(retained.minute(), 2L, true), tuple(forgotten.minute(), 1L, false));
    }

    @Test
    void lateViewsOfAMinuteWithoutRowsMakeRowsAtOnce() throws Exception {
        pipeline.watermark(CLOSES);
        add(page("/a", 1), page("/b", 3), page("/c", 2), page("/a", 1));
        add(page("/b", 1));
        pipeline.watermark(CLOSES + 1);

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views, PageMinute::restated)
                .containsExactly(
                        tuple("/a", 2L, false),
                        tuple("/b", 3L, false),
                        tuple("(other)", 2L, false),
                        tuple("/b", 4L, true));
    }

    @Test
    void viewsAtTheEndOfTheInputEmitNothing() throws Exception {
        add(page("/a", 2));
        pipeline.watermark(CLOSES);
        pipeline.forgetRows();
        pipeline.watermark(Long.MAX_VALUE);
        pipeline.add(new MinuteKey("acme", "shop", "h", KEY.minute() + MinuteKey.MINUTE_MILLIS), page("/a", 1));

        assertThat(rows()).isEmpty();
    }

    @Test
    void rowsThatAreStillToBeEmittedAreNotEmittedAtTheEndOfTheInput() throws Exception {
        add(page("/a", 2));
        pipeline.watermark(CLOSES);
        add(page("/a", 1));
        add(page("/a", 1));
        pipeline.watermark(Long.MAX_VALUE);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(2L, 3L);
    }

    @Test
    void statesOfTheFirstReleaseAreConverted() throws Exception {
        pipeline.close();
        restore(earlier("v1"));
        // Written by that release: an open minute with 4 views of "/a" in two parts, and a closed one with pages "/a"
        // (3),
        // "/b" (2), "/c" (1) and the bound of two rows.
        add(page("/a", 1));
        pipeline.add(at(-1), page("/c", 5), page("/b", 1));
        pipeline.watermark(CLOSES);

        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::page, PageMinute::views)
                .containsExactlyInAnyOrder(
                        tuple(KEY.minute(), "/a", 5L),
                        tuple(at(-1).minute(), "/b", 3L),
                        tuple(at(-1).minute(), "(other)", 6L));
        pipeline.watermark(CLOSES + 2 * MinuteRetention.RETAINED_MILLIS);
        assertThat(pipeline.entries()).isZero();
    }

    /*
     * The savepoint of the release before closed minutes had an operator of their own was taken at a watermark of 10 ms after
     * the start of the open minute, at(0), which has 4 views of "/a", 1 of "/b" and 9 of "/c". Each of the four minutes before
     * closed with "/a" (3), "/b" (2) and "(other)" (1). Since then at(-3) had a late view of "/a", whose row was emitted;
     * at(-2) three, one of which was emitted, and 4 of "/d", which count as others; at(-1) two of "/b", one of which was emitted.
     */

    @ParameterizedTest
    @MethodSource("backends")
    void minutesOfAnEarlierReleaseCloseAndEmitWhatHadChanged(StateBackend backend) throws Exception {
        pipeline.close();
        open(backend, earlier("v4"));
        pipeline.watermark(CLOSES - 1);
        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::page, PageMinute::views, PageMinute::restated)
                .containsExactlyInAnyOrder(
                        tuple(at(-2).minute(), "/a", 5L, true),
                        tuple(at(-2).minute(), "/b", 2L, true),
                        tuple(at(-2).minute(), "(other)", 5L, true),
                        tuple(at(-1).minute(), "/a", 3L, true),
                        tuple(at(-1).minute(), "/b", 4L, true),
                        tuple(at(-1).minute(), "(other)", 1L, true));
        pipeline.forgetRows();
        add(page("/a", 1));
        pipeline.watermark(CLOSES);
        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views, PageMinute::errorViews, PageMinute::restated)
                .containsExactly(
                        tuple("/a", 5L, 2L, false), tuple("/c", 9L, 1L, false), tuple("(other)", 1L, 1L, false));
        pipeline.forgetRows();
        pipeline.add(at(-2), page("/d", 1));
        pipeline.add(at(-4), page("/a", 1), page("/d", 1));
        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::page, PageMinute::views)
                .containsExactly(
                        tuple(at(-2).minute(), "(other)", 6L),
                        tuple(at(-4).minute(), "(other)", 2L),
                        tuple(at(-4).minute(), "/a", 4L));
        pipeline.watermark(CLOSES + 2 * MinuteRetention.RETAINED_MILLIS);
        assertThat(storedEntries()).isZero();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void lateViewsBeforeTheFirstWatermarkAreAddedToMinutesOfAnEarlierRelease(StateBackend backend) throws Exception {
        pipeline.close();
        open(backend, earlier("v4"));
        pipeline.add(at(-4), page("/a", 1));
        pipeline.add(at(-4), page("/b", 1));
        pipeline.add(at(-3), page("/a", 1));
        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::page, PageMinute::views)
                .containsExactly(tuple(at(-4).minute(), "/a", 4L), tuple(at(-3).minute(), "/a", 5L));
        pipeline.forgetRows();
        pipeline.add(at(-1), page("/b", 1));
        pipeline.watermark(CLOSES - 1);
        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::page, PageMinute::views)
                .contains(tuple(at(-4).minute(), "/b", 3L), tuple(at(-1).minute(), "/b", 5L))
                .doesNotContain(tuple(at(-3).minute(), "/a", 5L));
    }

    @Test
    void closedMinutesOfAnEarlierReleaseThatNothingIsAddedToAreCleared() throws Exception {
        pipeline.close();
        restore(earlier("v4"));
        pipeline.watermark(at(-4).closesAt() + MinuteRetention.RETAINED_MILLIS - 1);
        int before = pipeline.openEntries();
        pipeline.watermark(at(-4).closesAt() + MinuteRetention.RETAINED_MILLIS);

        // Its progress, three pages and the timer.
        assertThat(before - pipeline.openEntries()).isPositive();
        pipeline.watermark(CLOSES + 2 * MinuteRetention.RETAINED_MILLIS);
        assertThat(pipeline.entries()).isZero();
    }

    private static MinutePipeline.Savepoint earlier(String version) throws Exception {
        String name = "/savepoints/" + version + "/page-minutes.snapshot";
        URL file = Objects.requireNonNull(PageMinuteFunctionTest.class.getResource(name), name);
        return new MinutePipeline.Savepoint(
                OperatorSnapshotUtil.readStateHandle(Path.of(file.toURI()).toString()), null);
    }

    static Stream<StateBackend> backends() {
        return Stream.of(MinutePipeline.inMemory(), MinutePipeline.rocksDb());
    }

    private void restore(MinutePipeline.@Nullable Savepoint state) throws Exception {
        open(MinutePipeline.inMemory(), state);
    }

    private void open(StateBackend backend, MinutePipeline.@Nullable Savepoint state) throws Exception {
        pipeline = new MinutePipeline(backend, state);
    }

    /** Entries of the state of any backend. */
    private int storedEntries() throws Exception {
        try (MinutePipeline copy = new MinutePipeline(MinutePipeline.inMemory(), pipeline.savepoint())) {
            return copy.entries();
        }
    }

    private void add(PageViews... pages) throws Exception {
        pipeline.add(KEY, pages);
    }

    private List<PageMinute> rows() {
        return pipeline.rows();
    }

    private static MinuteKey at(long minutes) {
        return new MinuteKey("acme", "shop", "h", KEY.minute() + minutes * MinuteKey.MINUTE_MILLIS);
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 0, new VitalHistograms());
    }

    /** Views of a page with as many bins of vitals. */
    private static PageViews vitals(String page, int bins) {
        VitalHistograms vitals = new VitalHistograms();
        for (int i = 0; i < bins; i++) {
            vitals.add(Vital.LCP, 100 * Math.pow(1.05, i));
        }
        return new PageViews(page, bins, 0, vitals);
    }
}
