package io.convergence.flink.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorGroupHost;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.GroupedError;
import io.convergence.core.error.NewErrorRule;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.LatchRule;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.flink.state.FormatTypeInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewErrorSignalFunctionTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final long START = 1_700_000_040_000L;

    @Test
    void aNewGroupFiresIsRepeatedAndIsResolvedAfterFifteenMinutesWithoutAnOccurrence() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null, START - DAY)) {
            for (int i = 0; i < 5; i++) {
                harness.processElement(error(START + i, START, i < 3), 0);
            }
            harness.processWatermark(START + MINUTE - 2);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(START + MINUTE - 1);
            harness.processElement(error(START + 7 * MINUTE, START, true), 0);
            harness.processWatermark(START + 30 * MINUTE);
            assertThat(lines(harness))
                    .containsExactly(
                            "1 firing 0 threshold 5 3",
                            "6 firing 1 threshold 5 3",
                            "11 firing 2 threshold 6 4",
                            "16 firing 3 threshold 6 4",
                            "21 firing 4 threshold 6 4",
                            "23 resolved 5 recovered 6 4");
            ErrorEvidence evidence = requireNonNull(signals(harness).get(0).error());
            assertThat(evidence).isEqualTo(new ErrorEvidence("TypeError", "t", 5, 3, "2.1"));
            assertThat(signals(harness).get(0).dedupKey()).isEqualTo("acme/rum.error_group_new/shop/h/f");

            harness.processWatermark(START + 23 * MINUTE + DAY - 1);
            SignalUpdate last = harness.extractOutputValues().get(6);
            assertThat(last.signal()).isNull();
            assertThat(last.dedupKey()).isEqualTo("acme/rum.error_group_new/shop/h/f");
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void anOldGroupAndOneThatStaysSmallLeaveNothing() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null, START - DAY)) {
            for (int i = 0; i < 20; i++) {
                harness.processElement(error(START + 15 * MINUTE + i, START, true), 0);
            }
            assertThat(harness.numKeyedStateEntries()).isZero();
            harness.processElement(error(START, START, true), 0);
            harness.processWatermark(START + 15 * MINUTE - 1);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void aGroupThatFiredDoesNotFireAgainWhileItIsKnown() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null, START - DAY)) {
            burst(harness, START, START);
            harness.processWatermark(START + 40 * MINUTE);
            int emitted = harness.extractOutputValues().size();
            burst(harness, START + 50 * MINUTE, START);
            harness.processWatermark(START + 60 * MINUTE);
            assertThat(harness.extractOutputValues()).hasSize(emitted);
            long again = START + 40 * DAY;
            burst(harness, again, again);
            harness.processWatermark(again + MINUTE);
            assertThat(lines(harness).get(lines(harness).size() - 1))
                    .isEqualTo((40 * 24 * 60 + 1) + " firing 0 threshold 5 5");
        }
    }

    /** The start is stored, so a later clock does not silence a restored job, and an earlier one does not wake it. */
    @Test
    void nothingFiresInTheFirstDayOfTheJobAndARestoreDoesNotMoveItsStart() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = open(new HashMapStateBackend(), null, START)) {
            burst(harness, START, START);
            harness.processWatermark(START + 30 * MINUTE);
            assertThat(harness.extractOutputValues()).isEmpty();
            state = harness.snapshot(1, 1);
        }
        try (Harness harness = open(new HashMapStateBackend(), state, START + 2 * DAY)) {
            burst(harness, START + DAY - 2 * MINUTE, START + DAY - 2 * MINUTE);
            harness.processWatermark(START + DAY - 1 - MINUTE);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(START + DAY - 1);
            assertThat(lines(harness)).containsExactly(24 * 60 + " firing 0 threshold 5 5");
        }
    }

    @Test
    void aDisabledKindNeverFires() throws Exception {
        EpisodePolicy quiet = new EpisodePolicy(0, 0, false, 300_000, Set.of("acme/rum.error_group_new"));
        try (Harness harness = open(new HashMapStateBackend(), null, START - DAY, quiet)) {
            burst(harness, START, START);
            harness.processWatermark(START + 30 * MINUTE);
            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void theEndOfTheInputResolvesNothing() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null, START - DAY)) {
            burst(harness, START, START);
            harness.processWatermark(START + MINUTE);
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(lines(harness)).containsExactly("1 firing 0 threshold 5 5");
        }
    }

    /** Whatever the order of errors, and wherever the operator is killed and restored, the signals are the same. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void orderAndRestoresChangeNothing(boolean onDisk) throws Exception {
        Random random = new Random(11);
        List<GroupedError> errors = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            errors.add(error(START + random.nextInt(25 * 60_000), START, random.nextBoolean()));
        }
        List<String> expected = run(errors, new HashMapStateBackend(), 0, random);
        assertThat(expected).hasSizeGreaterThan(3);
        for (int every = 1; every < 12; every += 4) {
            StateBackend backend = onDisk ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
            assertThat(run(errors, backend, every, random)).isEqualTo(expected);
        }
    }

    /** The signals of errors that are shuffled within what is read before each watermark. */
    private static List<String> run(List<GroupedError> errors, StateBackend backend, int restoreEvery, Random random)
            throws Exception {
        List<String> lines = new ArrayList<>();
        Harness harness = open(backend, null, START - DAY);
        for (int step = 1; step <= 50; step++) {
            long until = START + step * MINUTE;
            List<GroupedError> read = new ArrayList<>(errors.stream()
                    .filter(error -> error.occurrence().at() < until
                            && error.occurrence().at() >= until - MINUTE)
                    .toList());
            Collections.shuffle(read, random);
            for (GroupedError error : read) {
                harness.processElement(error, 0);
            }
            harness.processWatermark(until - 1);
            if (restoreEvery > 0 && step % restoreEvery == 0) {
                lines.addAll(lines(harness));
                OperatorSubtaskState state = harness.snapshot(step, step);
                harness.close();
                harness = open(backend, state, START + step * MINUTE);
            }
        }
        lines.addAll(lines(harness));
        harness.close();
        return lines;
    }

    private static void burst(Harness harness, long at, long groupFirst) throws Exception {
        for (int i = 0; i < 5; i++) {
            harness.processElement(error(at + i, groupFirst, true), 0);
        }
    }

    private static GroupedError error(long at, long groupFirst, boolean firstOfSession) {
        return new GroupedError(
                new ErrorOccurrence(
                        "acme", "shop", "h", "f", "TypeError", "t", "app.js", at, "2.1", "s", "e" + at, firstOfSession),
                groupFirst,
                "2.1");
    }

    private static List<Signal> signals(Harness harness) {
        return harness.extractOutputValues().stream()
                .flatMap(update -> update.signal() == null ? Stream.<Signal>empty() : Stream.of(update.signal()))
                .toList();
    }

    /** The signals as {@code minute status sequence reason count sessions}. */
    private static List<String> lines(Harness harness) {
        return signals(harness).stream()
                .map(signal -> "%d %s %d %s %d %d"
                        .formatted(
                                (signal.occurredAt() - START) / MINUTE,
                                signal.status().label(),
                                signal.sequence(),
                                signal.reason().label(),
                                requireNonNull(signal.error()).count(),
                                signal.error().sessions()))
                .toList();
    }

    private static Harness open(StateBackend backend, @Nullable OperatorSubtaskState state, long now) throws Exception {
        return open(backend, state, now, EpisodePolicy.DEFAULTS);
    }

    private static Harness open(
            StateBackend backend, @Nullable OperatorSubtaskState state, long now, EpisodePolicy policy)
            throws Exception {
        Harness harness = new Harness(now, policy);
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<ErrorGroupHost, GroupedError, SignalUpdate> {
        Harness(long now, EpisodePolicy policy) throws Exception {
            super(
                    new KeyedProcessOperator<>(new NewErrorSignalFunction(
                            NewErrorRule.DEFAULTS,
                            new LatchRule(policy),
                            Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC))),
                    GroupedError::key,
                    new FormatTypeInfo<>(new ErrorGroupHostFormat()));
        }
    }
}
