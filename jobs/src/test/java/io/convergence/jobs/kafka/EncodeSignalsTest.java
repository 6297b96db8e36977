package io.convergence.jobs.kafka;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalUpdate;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EncodeSignalsTest {
    private static final Signal FIRE =
            signal(SignalKind.USER_IMPACT_CORRELATED, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "shop");

    /** Time of the wall clock, epoch milliseconds. */
    private static long now;

    private final Map<String, Metric> metrics = new HashMap<>();
    private OneInputStreamOperatorTestHarness<SignalUpdate, TopicRecord> harness;

    private static final class SettableClock extends Clock implements Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    @BeforeEach
    void open() throws Exception {
        now = NOON;
        harness = harness(true);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void withTransactionsASignalIsMeasuredWhenItsCheckpointCompletes() throws Exception {
        emit(SignalUpdate.tipped(FIRE, NOON));
        harness.snapshot(1, 0);
        emit(SignalUpdate.tipped(FIRE, NOON + 5_000));
        now = NOON + 14_999;
        assertThat(measured("+Inf")).isZero();
        harness.notifyOfCompletedCheckpoint(1);

        assertThat(measured("10")).isZero();
        assertThat(measured("15")).isOne();
        assertThat(measured("+Inf")).isOne();
        harness.snapshot(2, 0);
        now = NOON + 25_000;
        harness.notifyOfCompletedCheckpoint(2);
        assertThat(measured("20")).isEqualTo(2);
        harness.notifyOfCompletedCheckpoint(2);
        assertThat(measured("+Inf")).isEqualTo(2);
    }

    @Test
    void signalsOfAnAbortedCheckpointAreMeasuredWithTheNext() throws Exception {
        emit(SignalUpdate.tipped(FIRE, NOON));
        harness.snapshot(1, 0);
        harness.snapshot(2, 0);
        now = NOON + 20_000;
        harness.notifyOfCompletedCheckpoint(2);

        assertThat(measured("15")).isZero();
        assertThat(measured("20")).isOne();
    }

    @Test
    void withoutTransactionsASignalIsMeasuredWhenItIsEncoded() throws Exception {
        withoutTransactions();
        now = NOON + 6_000;
        emit(SignalUpdate.tipped(FIRE, NOON));

        assertThat(measured("5")).isZero();
        assertThat(measured("10")).isOne();
    }

    @Test
    void signalsWithoutATippingViewAreEncodedButNotMeasured() throws Exception {
        withoutTransactions();
        emit(SignalUpdate.of(FIRE));
        emit(SignalUpdate.end("acme/k/shop/h", NOON));

        assertThat(measured("+Inf")).isZero();
        assertThat(harness.extractOutputValues())
                .extracting(TopicRecord::topic)
                .containsExactly("events", "state", "state");
    }

    private void withoutTransactions() throws Exception {
        harness.close();
        metrics.clear();
        harness = harness(false);
    }

    private OneInputStreamOperatorTestHarness<SignalUpdate, TopicRecord> harness(boolean transactional)
            throws Exception {
        SignalCodec codec = new SignalCodec(Thresholds.DEFAULTS, SignalLinks.NONE);
        EncodeSignals function =
                new EncodeSignals(TopicEncoding.signals("events", "state", codec), transactional, new SettableClock());
        MockEnvironment environment = new MockEnvironmentBuilder().build();
        environment.close();
        TestingMetricRegistry registry = TestingMetricRegistry.builder()
                .setRegisterConsumer(this::register)
                .build();
        OneInputStreamOperatorTestHarness<SignalUpdate, TopicRecord> opened = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(function),
                new MockEnvironmentBuilder()
                        .setMetricGroup(TaskManagerMetricGroup.createTaskManagerMetricGroup(
                                        registry, "localhost", ResourceID.generate())
                                .addJob(environment.getJobID(), "job")
                                .addTask(environment.getExecutionId(), "task"))
                        .build());
        opened.open();
        return opened;
    }

    private void emit(SignalUpdate update) throws Exception {
        harness.processElement(update, 0);
    }

    private long measured(String seconds) {
        if (metrics.get("signal_commit_latency_seconds_bucket " + seconds) instanceof Counter counter) {
            return counter.getCount();
        }
        throw new AssertionError("no such bucket among " + metrics.keySet());
    }

    private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
        metrics.put(name + ' ' + group.getAllVariables().getOrDefault("<le>", ""), metric);
    }
}
