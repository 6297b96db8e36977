package io.convergence.flink.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorStack;
import io.convergence.core.error.StackOutcome;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events in and out of the operator, with stacks that are resolved at once, never, or with a failure. */
class ResolveStacksTest {
    private static final long TIMEOUT = 2_000;

    /** Texts of stacks that were resolved, and a latch that slow stacks wait for. Shared with the operator's copies. */
    private static final Map<String, StackOutcome> KNOWN = new ConcurrentHashMap<>();

    private static volatile CountDownLatch slow = new CountDownLatch(1);
    private static volatile CountDownLatch resolved = new CountDownLatch(1);

    @BeforeEach
    void reset() {
        KNOWN.clear();
        slow = new CountDownLatch(1);
        resolved = new CountDownLatch(1);
    }

    @Test
    void everyEventComesOutInOrderWhateverBecomesOfItsStack() throws Exception {
        try (var harness = harness()) {
            harness.open();
            process(harness, "1", null);
            process(harness, "2", "fine");
            process(harness, "3", "broken");
            process(harness, "4", "huge");
            process(harness, "5", "fine");
            process(harness, "6", null);
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .extracting(timed -> timed.value().id())
                    .containsExactly("1", "2", "3", "4", "5", "6");
            assertThat(harness.extractOutputValues())
                    .extracting(ResolveStacksTest::status)
                    .containsExactly("none", "success", "error", "error", "success", "none");
            assertThat(harness.extractOutputValues())
                    .extracting(Timed::watermark)
                    .containsOnly(7L);
            assertThat(harness.extractOutputValues().get(1).value().labels())
                    .containsEntry("resolved_stack", "fine in words")
                    .containsEntry("stack", "fine");
        }
    }

    @Test
    void anEventWhoseStackIsSlowPassesUnresolvedInTimeAndItsStackIsResolvedForTheNext() throws Exception {
        try (var harness = harness()) {
            harness.open();
            process(harness, "1", "slow");
            process(harness, "2", null);
            harness.setProcessingTime(TIMEOUT + 1);
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .extracting(ResolveStacksTest::status)
                    .containsExactly("timeout", "none");
            assertThat(harness.extractOutputValues().get(0).value().labels()).doesNotContainKey("resolved_stack");
            assertThat(KNOWN).isEmpty();
            slow.countDown();
            resolved.await();
            assertThat(KNOWN).containsKey("slow");
        }
    }

    @Test
    void whatWaitsIsInTheCheckpoint() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            process(harness, "1", "slow");
            process(harness, "2", "fine");
            state = harness.snapshot(1, 1);
            harness.setProcessingTime(TIMEOUT + 1);
        }
        slow.countDown();
        try (var restored = harness()) {
            restored.initializeState(state);
            restored.open();
            restored.endInput();
            assertThat(restored.extractOutputValues())
                    .extracting(timed -> timed.value().id())
                    .containsExactly("1", "2");
            assertThat(restored.extractOutputValues())
                    .extracting(ResolveStacksTest::status)
                    .containsOnly("success");
        }
    }

    private static void process(
            OneInputStreamOperatorTestHarness<Timed<RumEvent>, Timed<RumEvent>> harness,
            String id,
            @Nullable String stack)
            throws Exception {
        RumEvent event = new RumEvent(
                id,
                "acme",
                "shop",
                EventType.ERROR,
                5,
                5,
                "s",
                null,
                null,
                null,
                "TypeError",
                null,
                Map.of(),
                stack == null ? Map.of() : Map.of("stack", stack),
                Map.of());
        harness.processElement(new Timed<>(event, 7), 5);
    }

    private static String status(Timed<RumEvent> timed) {
        return timed.value().labels().getOrDefault("stack_status", "none");
    }

    private static OneInputStreamOperatorTestHarness<Timed<RumEvent>, Timed<RumEvent>> harness() throws Exception {
        TypeInformation<Timed<RumEvent>> type = TypeInformation.of(new TypeHint<>() {});
        TypeSerializer<Timed<RumEvent>> serializer = type.createSerializer(new SerializerConfigImpl());
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(
                        new ResolveStacks(Fake::new),
                        TIMEOUT,
                        ResolveStacks.CAPACITY,
                        AsyncDataStream.OutputMode.ORDERED),
                serializer);
    }

    /** A resolver of three kinds of stacks. */
    private static final class Fake implements StackLookup {
        @Override
        public @Nullable StackOutcome known(ErrorStack stack) {
            return KNOWN.get(stack.text());
        }

        @Override
        public StackOutcome resolve(ErrorStack stack) throws Exception {
            switch (stack.text()) {
                case "broken" -> throw new IllegalStateException("the store is away");
                case "huge" -> throw new OutOfMemoryError("a hostile map");
                case "slow" -> slow.await();
                default -> {
                    // Resolved at once.
                }
            }
            StackOutcome outcome = new StackOutcome("success", stack.text() + " in words", "top", 1);
            KNOWN.put(stack.text(), outcome);
            resolved.countDown();
            return outcome;
        }

        @Override
        public long bytes() {
            return 7;
        }

        @Override
        public long evictions() {
            return 0;
        }

        @Override
        public List<PlatformFrames> frames() {
            return List.of(new PlatformFrames("web", () -> 3, () -> 1, () -> 9));
        }

        @Override
        public void close() {
            KNOWN.clear();
        }
    }
}
