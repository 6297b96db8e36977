package io.convergence.flink.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.convergence.core.error.ErrorGroup;
import io.convergence.core.error.ErrorGroupHost;
import io.convergence.core.error.ErrorMinute;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.NewErrorCounts;
import io.convergence.core.error.NewErrorMinute;
import io.convergence.core.error.SimultaneousErrors;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.Distribution;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.PerformanceBudgetCounts;
import io.convergence.core.rollup.PerformanceBudgetMinute;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.core.rollup.VitalPage;
import io.convergence.core.session.EndReason;
import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.SessionCounts;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.SessionState;
import io.convergence.core.session.TimelineRow;
import io.convergence.core.signal.LatchState;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.rollup.OpenMinute;
import io.convergence.flink.rollup.OpenMinuteFormat;
import io.convergence.flink.session.OpenSession;
import io.convergence.flink.session.OpenSessionFormat;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.FormatSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of the states of the second plane, which every later release must be able to read. */
class EventFormatTest {
    private static final long NOON = 1_780_660_800_000L;
    private static final Set<String> NEWER = Set.of(
            "vital-page",
            "budget-minute",
            "latch-firing",
            "latch-resolved",
            "error-group-host",
            "new-error-counts",
            "simultaneous-errors",
            "event",
            "timed-event",
            "timeline-row",
            "session-row",
            "metric-minute",
            "open-session",
            "open-minute");
    private static final SessionCounts COUNTS = new SessionCounts(9, 1, 2, 3, 4, 5, 6, 7);
    private static final Measurement LCP = new Measurement(
            new MinuteKey("acme", "shop", "h", NOON), "lcp", false, "mobile", Map.of("page", "/ä"), 12.5, 1000, -1);

    private static final byte[] GOLDEN_BINS = values3().bytes();
    private static final RumEvent EVENT = new RumEvent(
            "e1",
            "acme",
            "shop",
            EventType.VITAL,
            NOON + 1,
            NOON - 5,
            "s",
            "v",
            null,
            "/ä",
            "lcp",
            12.5,
            Map.of("budget", 10.0, "revision", 3.0),
            Map.of("device", "mobile", "browser", "safari"),
            Map.of("plan", "gold"));

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("session-key", new SessionKeyFormat(), new SessionKey("acme", "shop", "s", "")),
                Arguments.of(
                        "metric-row-key", new MetricRowKeyFormat(), new MetricRowKey("lcp", "mobile", "page", "/ä")),
                Arguments.of("vital-page", new VitalPageFormat(), new VitalPage("acme", "shop", "h", "lcp", "/ä")),
                Arguments.of(
                        "budget-minute",
                        new PerformanceBudgetMinuteFormat(),
                        PerformanceBudgetMinute.NONE
                                .plus(NOON, PerformanceBudgetCounts.of(2600, 2500, 1))
                                .plus(NOON, PerformanceBudgetCounts.of(0, 2500, 1))
                                .plus(NOON + 60_000, PerformanceBudgetCounts.of(2600, 2500, -1))),
                Arguments.of(
                        "latch-firing",
                        new LatchStateFormat(),
                        new LatchState(new Latched(SignalKind.BUDGET_EXCEEDED, NOON, 3), LatchState.NEVER)),
                Arguments.of("latch-resolved", new LatchStateFormat(), new LatchState(null, NOON)),
                Arguments.of("session-counts", new SessionCountsFormat(), COUNTS),
                Arguments.of(
                        "session",
                        new SessionStateFormat(),
                        new SessionState(
                                NOON,
                                NOON + 5,
                                Long.MIN_VALUE,
                                true,
                                false,
                                COUNTS,
                                "h",
                                "/",
                                null,
                                true,
                                0.5,
                                Map.of("device", "mobile"))),
                Arguments.of("event", new RumEventFormat(), EVENT),
                Arguments.of("timed-event", new TimedEventFormat(), new Timed<>(EVENT, NOON - 1)),
                Arguments.of(
                        "timeline-row", new TimelineRowFormat(), new TimelineRow(EVENT, "vital:v:lcp", NOON, 2, "f")),
                Arguments.of(
                        "session-row",
                        new SessionRowFormat(),
                        new SessionRow(
                                new SessionKey("acme", "shop", "s", ""), SessionState.beginning(NOON), EndReason.IDLE)),
                Arguments.of(
                        "metric-minute",
                        new MetricMinuteFormat(),
                        new MetricMinute(
                                LCP.key(),
                                new MetricRowKey("lcp", "mobile", "page", "/ä"),
                                3,
                                2,
                                1,
                                3000,
                                5,
                                12.5,
                                13.0,
                                14.0,
                                null,
                                GOLDEN_BINS,
                                true)),
                Arguments.of("open-session", new OpenSessionFormat(), openSession()),
                Arguments.of("open-minute", new OpenMinuteFormat(), openMinute()),
                Arguments.of("measurement", new MeasurementFormat(), LCP),
                Arguments.of("report", new RepeatedRowFormat(), new RepeatedRow(NOON, NOON + 1, 2, 3, NOON + 4, LCP)),
                Arguments.of(
                        "metric-totals", new MetricTotalsFormat(), new MetricTotals(3, 2, 1, 3000, 5, 4, values3())),
                Arguments.of("rollup-progress", new RollupProgressFormat(), new RollupProgress(true, 1, 2, 3, 4, 5, 6)),
                Arguments.of(
                        "error-group",
                        new ErrorGroupFormat(),
                        new ErrorGroup(
                                "acme",
                                "shop",
                                "f",
                                "TypeError",
                                "t",
                                "app.js",
                                NOON,
                                NOON + 1,
                                7,
                                3,
                                "1.0",
                                null,
                                null,
                                "e1",
                                "e2")),
                Arguments.of(
                        "error-minute", new ErrorMinuteFormat(), new ErrorMinute("acme", "shop", "h", NOON, "f", 7, 3)),
                Arguments.of(
                        "simultaneous-errors",
                        new SimultaneousErrorsFormat(),
                        SimultaneousErrors.NONE.plus(occurrence("e2", "1.0")).plus(occurrence("e1", null))),
                Arguments.of(
                        "error-group-host",
                        new ErrorGroupHostFormat(),
                        new ErrorGroupHost("acme", "shop", "h", "0f1e2d3c")),
                Arguments.of(
                        "new-error-counts",
                        new NewErrorCountsFormat(),
                        new NewErrorCounts(
                                "TypeError",
                                "t",
                                new NewErrorMinute(NOON + 1, "2.1", 7, 3, 6, 2, NOON + 50_000),
                                new TreeMap<>(Map.of(
                                        NOON + 60_000,
                                        new NewErrorMinute(NOON + 1, null, 1, 0, 1, 0, NOON + 60_001))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <T> void goldenBytesAreReadableAndWrittenValuesEqualThem(String name, Format<T> format, T value)
            throws IOException {
        FormatSerializer<T> serializer = new FormatSerializer<>(format);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        serializer.serialize(value, new DataOutputViewStreamWrapper(written));

        String golden = requireNonNull(golden("v4", name), name);
        assertThat(HexFormat.of().formatHex(written.toByteArray())).isEqualTo(golden);
        assertThat(read(serializer, golden)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <T> void bytesOfVersionThreeAreReadable(String name, Format<T> format, T value) throws IOException {
        String golden = golden("v3", name);
        // Budgets and signals have had no state in version 3.
        assertThat(golden == null).isEqualTo(NEWER.contains(name));
        if (golden != null) {
            assertThat(read(new FormatSerializer<>(format), golden)).isEqualTo(value);
        }
    }

    @Test
    void everyFormatHasGoldenBytes() {
        Set<String> formats = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(
                                "io.convergence.flink.events",
                                "io.convergence.flink.session",
                                "io.convergence.flink.rollup")
                        .stream()
                        .filter(type -> type.isAssignableTo(Format.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(values().map(arguments -> arguments.get()[1].getClass().getSimpleName())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(formats);
    }

    @Test
    void hashesOfKeysNeverChange() {
        assertThat(new SessionKey("acme", "shop", "s", "").hashCode()).isEqualTo(-2071648279);
        assertThat(new MetricRowKey("lcp", "mobile", "page", "/").hashCode()).isEqualTo(-1674427607);
        assertThat(new VitalPage("acme", "shop", "h", "lcp", "/").hashCode()).isEqualTo(206718306);
        assertThat(new ErrorGroupHost("acme", "shop", "h", "f").hashCode()).isEqualTo(-2071648518);
    }

    private static OpenSession openSession() {
        OpenSession session = new OpenSession();
        session.session(SessionState.beginning(NOON));
        session.needsTimer(NOON + 900_000);
        session.add(7);
        session.add(-9);
        session.report("view:v", new RepeatedRow(NOON, NOON + 1, 1, 0, NOON, null), null);
        session.report("vital:v:lcp", new RepeatedRow(NOON, NOON + 1, 2, 3, NOON + 4, LCP), 10.0);
        session.report("vital:w:lcp", new RepeatedRow(NOON - 5, NOON - 4, 1, 0, NOON - 4, LCP.removed()), null);
        return session;
    }

    private static OpenMinute openMinute() {
        OpenMinute minute = new OpenMinute();
        minute.progress(new RollupProgress(true, 1, 2, 3, 4, 5, 6));
        minute.addValue("page\n/ä");
        minute.put(
                new MetricRowKey("lcp", "mobile", "page", "/ä"),
                new MetricTotals(3, 2, 1, 3000, 5, 4, values3()),
                true);
        minute.put(
                new MetricRowKey("lcp", "mobile", "all", ""), new MetricTotals(3, 2, 1, 3000, 5, 5, values3()), false);
        return minute;
    }

    private static ErrorOccurrence occurrence(String id, @Nullable String version) {
        return new ErrorOccurrence(
                "acme", "shop", "h", "0f1e2d3c", "TypeError", "t", "app.js", NOON + 1, version, "s", id, true);
    }

    private static Distribution values3() {
        Distribution distribution = new Distribution();
        distribution.add(-1, 1);
        distribution.add(0, 1);
        distribution.add(2500, 1);
        return distribution;
    }

    private static <T> T read(FormatSerializer<T> serializer, String hex) throws IOException {
        return serializer.deserialize(new DataInputViewStreamWrapper(
                new ByteArrayInputStream(HexFormat.of().parseHex(hex))));
    }

    private static @Nullable String golden(String version, String name) throws IOException {
        try (InputStream in =
                EventFormatTest.class.getResourceAsStream("/state/events/" + version + '/' + name + ".hex")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
