package io.convergence.flink.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.samples.VectorEvents;
import io.convergence.core.session.EndReason;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.TimelineRow;
import io.convergence.flink.events.SessionOutputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionFunctionTest {
    private static final long START = 1_700_000_000_000L;

    /** On objects, and on bytes with caches for no session, a few and all. */
    static Stream<Arguments> backends() {
        return Stream.of(
                Arguments.of(new HashMapStateBackend(), 0L),
                Arguments.of(new EmbeddedRocksDBStateBackend(false), 0L),
                Arguments.of(new EmbeddedRocksDBStateBackend(false), 5_000L),
                Arguments.of(new EmbeddedRocksDBStateBackend(false), 1_000_000L));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theSessionsOfTheVectorAreEmittedWhereverTheJobIsRestored(StateBackend backend, long cacheBytes)
            throws Exception {
        List<RumEvent> events = VectorEvents.read("sessions.json");
        long end = (long) VectorEvents.number(VectorEvents.content("sessions.json"), "end");
        for (int restoreAt : new int[] {-1, 0, 60, 120, events.size() - 1}) {
            List<SessionRow> rows = new ArrayList<>();
            EventHarness harness = EventHarness.on(backend, cacheBytes);
            for (int i = 0; i < events.size(); i++) {
                harness.add(events.get(i));
                harness.watermark(events.get(i).receivedAt() - 5_001);
                if (i == restoreAt) {
                    rows.addAll(harness.sessions());
                    EventHarness next = harness.restarted();
                    harness.close();
                    harness = next;
                }
            }
            harness.watermark(end);
            rows.addAll(harness.sessions());
            harness.close();
            assertThat(latest(rows).stream().map(SessionFunctionTest::summary))
                    .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("sessions.json", "sessions").stream()
                            .map(SessionFunctionTest::summary)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aLargeSessionKnowsItsEventsAndViewsAsASmallOneDoes(StateBackend backend, long cacheBytes) throws Exception {
        int views = 1_500;
        EventHarness harness = EventHarness.on(backend, cacheBytes);
        for (int i = 0; i < views; i++) {
            harness.add(view(i, START + i));
            harness.add(view(i / 2, START + i));
            if (i % 400 == 200) {
                EventHarness next = harness.restarted();
                harness.close();
                harness = next;
            }
        }
        harness.add(vital("v1", START + views, 1000));
        harness.add(vital("v2", START + views + 1, 2000));
        harness.watermark(START + 100_000_000L);
        SessionRow row = harness.sessions().get(harness.sessions().size() - 1);
        List<Double> values = harness.side(SessionOutputs.MEASUREMENTS).stream()
                .filter(measurement -> measurement.metric().equals("lcp"))
                .map(measurement -> measurement.sign() * requireNonNull(measurement.value()))
                .toList();
        int timers = harness.timers();
        harness.close();

        assertThat(row.endReason()).isEqualTo(EndReason.IDLE);
        assertThat(row.state().counts().events()).isEqualTo(views + 2);
        assertThat(row.state().counts().duplicates()).isEqualTo(views);
        assertThat(row.state().counts().views()).isEqualTo(views + 1);
        assertThat(values).containsExactly(1000.0, -1000.0, 2000.0);
        assertThat(timers).isZero();
    }

    @Test
    void nothingIsLeftOfALargeSessionThatHasEnded() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            for (int i = 0; i < 1_500; i++) {
                harness.add(view(i, START + i));
            }
            harness.watermark(START + 100_000_000L);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    private static RumEvent view(int number, long at) {
        return new RumEvent(
                "view" + number,
                "acme",
                "shop",
                EventType.VIEW,
                at,
                at,
                "s",
                "v" + number,
                "h",
                "/",
                null,
                null,
                Map.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void nothingIsLeftOfASessionThatHasEndedAndSettled() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            for (RumEvent event : VectorEvents.read("sessions.json")) {
                harness.add(event);
            }
            for (RumEvent event : VectorEvents.read("vitals.json")) {
                harness.add(event);
            }
            harness.add(event("alone", EventType.ERROR, null, START, Map.of(), Map.of()));
            harness.watermark(START + 100_000_000L);

            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void aRepeatedBatchCountsOnce() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            for (int time = 0; time < 3; time++) {
                for (RumEvent event : VectorEvents.read("vitals.json")) {
                    harness.add(event);
                }
            }
            Map<String, Integer> samples = new HashMap<>();
            for (Measurement each : harness.side(SessionOutputs.MEASUREMENTS)) {
                samples.merge(each.metric() + each.device(), each.sign(), Integer::sum);
            }
            assertThat(samples)
                    .containsEntry("lcpdesktop", 20)
                    .containsEntry("lcpmobile", 25)
                    .containsEntry("inpmobile", 1)
                    .containsEntry("clsmobile", 1)
                    .containsEntry("ttfbmobile", 1);
        }
    }

    @Test
    void aVitalIsRestatedForHalfAnHourInTheMinuteOfItsFirstReport() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            for (int minute = 0; minute <= 40; minute += 10) {
                harness.add(vital("v" + minute, START + minute * 60_000L, 1000 + minute));
            }
            List<TimelineRow> rows = harness.side(SessionOutputs.TIMELINE);
            assertThat(rows).extracting(TimelineRow::receivedAt).containsOnly(START);
            assertThat(rows).extracting(TimelineRow::revision).containsExactly(1L, 2L, 3L);
            assertThat(harness.side(SessionOutputs.MEASUREMENTS))
                    .extracting(m -> m.sign() * requireNonNull(m.value()))
                    .containsExactly(1000.0, -1000.0, 1010.0, -1010.0, 1020.0);
        }
    }

    @Test
    void aRestatedValueIsTakenOutWithTheBudgetThatItWasCountedWith() throws Exception {
        List<String> values = new ArrayList<>();
        EventHarness harness = EventHarness.create();
        harness.add(budgeted("v1", EventType.VITAL, START, 2600, 2500));
        harness.add(budgeted("w1", EventType.METRIC, START, 2600, 2500));
        values.addAll(budgetedValues(harness));
        try (EventHarness restored = harness.restarted()) {
            harness.close();
            restored.add(budgeted("v2", EventType.VITAL, START + 60_000, 2700, 3000));
            restored.add(vital("v3", START + 60_001, 2800));
            values.addAll(budgetedValues(restored));
        }
        assertThat(values)
                .containsExactly("2600.0 2500.0 1", "2600.0 2500.0 -1", "2700.0 3000.0 1", "2700.0 3000.0 -1");
    }

    private static List<String> budgetedValues(EventHarness harness) {
        return harness.side(SessionOutputs.BUDGETED_VALUES).stream()
                .map(each -> each.value() + " " + each.budget() + " " + each.sign())
                .toList();
    }

    private static RumEvent budgeted(String id, EventType type, long at, double value, double budget) {
        Map<String, Double> measures = Map.of("budget", budget);
        return new RumEvent(
                id, "acme", "shop", type, at, at, "s", "v", "h", "/", "lcp", value, measures, Map.of(), Map.of());
    }

    @Test
    void aGroupCountsASessionOnceAndAFastResourceHasNoRow() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            for (int i = 0; i < 3; i++) {
                harness.add(event("e" + i, EventType.ERROR, "s", START + i, Map.of(), Map.of("message", "x" + i)));
            }
            harness.add(event("r1", EventType.RESOURCE, "s", START, Map.of("status", 200.0), Map.of()));
            harness.add(event("r2", EventType.RESOURCE, "s", START, Map.of("status", 500.0), Map.of()));

            assertThat(harness.side(SessionOutputs.ERRORS))
                    .extracting(ErrorOccurrence::firstOfSession)
                    .containsExactly(true, false, false);
            assertThat(harness.side(SessionOutputs.TIMELINE))
                    .extracting(TimelineRow::id)
                    .containsExactly("e0", "e1", "e2", "r2");
        }
    }

    @Test
    void anErasedSessionGivesNoMoreRows() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            harness.add(vital("v1", START, 1000));
            int rows = harness.sessions().size();
            harness.add(event("x", EventType.ERASE, "s", START + 1, Map.of(), Map.of()));
            harness.add(vital("v2", START + 2, 2000));
            harness.watermark(START + 10_000_000L);

            assertThat(harness.sessions()).hasSize(rows);
            assertThat(harness.side(SessionOutputs.TIMELINE)).hasSize(1);
            assertThat(harness.side(SessionOutputs.ERASURES)).hasSize(1);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void aSegmentOfARecordingIsEmittedOnce() throws Exception {
        try (EventHarness harness = EventHarness.create()) {
            for (int i = 0; i < 2; i++) {
                harness.add(event("p" + i, EventType.REPLAY, "s", START + i, Map.of("index", 0.0), Map.of()));
            }
            assertThat(harness.side(SessionOutputs.SEGMENTS))
                    .extracting(RumEvent::id)
                    .containsExactly("p0");
        }
    }

    private static RumEvent vital(String id, long at, double value) {
        return new RumEvent(
                id,
                "acme",
                "shop",
                EventType.VITAL,
                at,
                at,
                "s",
                "v",
                "h",
                "/",
                "lcp",
                value,
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static RumEvent event(
            String id,
            EventType type,
            @Nullable String session,
            long at,
            Map<String, Double> measures,
            Map<String, String> labels) {
        return new RumEvent(
                id, "acme", "shop", type, at, at, session, "v", "h", "/", null, 10.0, measures, labels, Map.of());
    }

    /** The rows with the highest revision of each session. */
    private static List<SessionRow> latest(List<SessionRow> rows) {
        Map<String, SessionRow> latest = new TreeMap<>();
        for (SessionRow row : rows) {
            latest.merge(
                    row.key() + "|" + row.state().startedAt(),
                    row,
                    (one, other) -> other.revision() > one.revision() ? other : one);
        }
        return List.copyOf(latest.values());
    }

    private static String summary(SessionRow row) {
        EndReason reason = row.endReason();
        return String.join(
                "|",
                row.key().tenant(),
                row.key().app(),
                row.key().session(),
                String.valueOf(row.state().startedAt()),
                String.valueOf(row.state().lastSeen()),
                String.valueOf(row.state().counts().events()),
                String.valueOf(row.state().counts().duplicates()),
                String.valueOf(row.state().exitPage()),
                reason == null ? "null" : reason.label());
    }

    private static String summary(Map<String, Object> row) {
        return String.join(
                "|",
                VectorEvents.text(row, "tenant"),
                VectorEvents.text(row, "app"),
                VectorEvents.text(row, "session"),
                String.valueOf((long) VectorEvents.number(row, "started_at")),
                String.valueOf((long) VectorEvents.number(row, "last_seen")),
                String.valueOf((long) VectorEvents.number(row, "events")),
                String.valueOf((long) VectorEvents.number(row, "duplicates")),
                String.valueOf(row.get("exit_page")),
                String.valueOf(row.get("end_reason")));
    }
}
