package io.convergence.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Event times in milliseconds, with a largest step of 60 s that needs no confirmation. */
class TimedLinesTest {
    private static final long NONE = RecordHead.NO_TIME;
    private static final long YEAR = 31_536_000_000L;

    @Test
    void theClockIsTheLargestTimeSoFar() throws IOException {
        assertThat(clocks(1000, 3000, 2000, 4000)).containsExactly(1000L, 3000L, 3000L, 4000L);
        assertThat(stamps(1000, 3000, 2000, 4000)).containsExactly(1000L, 3000L, 2000L, 4000L);
    }

    @Test
    void aLineWithoutATimeDoesNotMoveTheClock() throws IOException {
        assertThat(clocks(1000, NONE, 2000)).containsExactly(1000L, 1000L, 2000L);
        assertThat(stamps(1000, NONE, 2000)).containsExactly(1000L, NONE, 2000L);
    }

    @Test
    void aLineWithoutATimeAtTheStartHasTheFirstTimeThatFollows() throws IOException {
        assertThat(clocks(NONE, NONE, 2000)).containsExactly(2000L, 2000L, 2000L);
        assertThat(clocks(NONE)).containsExactly(NONE);
    }

    @Test
    void aRecordFarInTheFutureGetsTheTimeOfTheStream() throws IOException {
        assertThat(clocks(1000, YEAR, 2000, 3000)).containsExactly(1000L, 1000L, 2000L, 3000L);
        assertThat(stamps(1000, YEAR, 2000, 3000)).containsExactly(1000L, NONE, 2000L, 3000L);
    }

    @Test
    void severalRecordsFarInTheFutureGetTheTimeOfTheStream() throws IOException {
        assertThat(stamps(1000, YEAR, YEAR + 5, YEAR, 2000, 3000, 4000, 5000))
                .containsExactly(1000L, NONE, NONE, NONE, 2000L, 3000L, 4000L, 5000L);
    }

    @Test
    void aRecordFarInTheFutureAtTheStartDoesNotMoveTheClock() throws IOException {
        assertThat(clocks(YEAR, 1000, 2000)).containsExactly(1000L, 1000L, 2000L);
        assertThat(stamps(YEAR, 1000, 2000)).containsExactly(NONE, 1000L, 2000L);
    }

    @Test
    void aGapMovesTheClock() throws IOException {
        assertThat(clocks(1000, 7_200_000, 7_201_000)).containsExactly(1000L, 7_200_000L, 7_201_000L);
        assertThat(clocks(1000, 7_200_000, 7_150_000, 7_201_000))
                .containsExactly(1000L, 7_200_000L, 7_200_000L, 7_201_000L);
    }

    @Test
    void theLastRecordMayLieAfterAGap() throws IOException {
        assertThat(clocks(1000, 7_200_000)).containsExactly(1000L, 7_200_000L);
    }

    @Test
    void sparseRecordsAreAllGaps() throws IOException {
        assertThat(clocks(0, 120_000, 240_000, 360_000)).containsExactly(0L, 120_000L, 240_000L, 360_000L);
    }

    @Test
    void aRecordFarInThePastKeepsItsTimeAndDoesNotMoveTheClock() throws IOException {
        assertThat(clocks(YEAR, YEAR + 1, 5, YEAR + 2)).containsExactly(YEAR, YEAR + 1, YEAR + 1, YEAR + 2);
        assertThat(stamps(YEAR, YEAR + 1, 5, YEAR + 2)).containsExactly(YEAR, YEAR + 1, 5L, YEAR + 2);
    }

    @Test
    void sixtySecondsAheadIsNoOutlier() throws IOException {
        assertThat(stamps(0, 60_000, 1, 2, 3)).containsExactly(0L, 60_000L, 1L, 2L, 3L);
        assertThat(stamps(0, 60_002, 1, 1, 1)).containsExactly(0L, NONE, 1L, 1L, 1L);
    }

    private static List<Long> clocks(long... times) throws IOException {
        return lines(times).stream().map(TimedLine::clock).toList();
    }

    private static List<Long> stamps(long... times) throws IOException {
        return lines(times).stream().map(TimedLine::timestamp).toList();
    }

    private static List<TimedLine> lines(long... times) throws IOException {
        StringJoiner text = new StringJoiner("\n");
        for (long time : times) {
            text.add(time == NONE ? "no time" : "{\"received_at\":" + time + '}');
        }
        LineReader reader =
                new LineReader(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), 1000);
        List<TimedLine> lines = new ArrayList<>();
        try (TimedLines timed = new TimedLines(reader, 60_000)) {
            TimedLine line = timed.peek();
            while (line != null) {
                lines.add(line);
                timed.advance();
                line = timed.peek();
            }
        }
        return lines;
    }
}
