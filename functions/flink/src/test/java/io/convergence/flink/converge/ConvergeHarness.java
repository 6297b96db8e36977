package io.convergence.flink.converge;

import io.convergence.core.convergence.HostRules;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.Stagger;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.metrics.OperatorMetrics;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.HostKeyFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** {@link ConvergeFunction} in a Flink harness, with everything that it has emitted, also before restores, as text. */
final class ConvergeHarness implements AutoCloseable {
    static final int MAX_PARALLELISM = 720;

    private static final long CACHE_BYTES = 1_000_000;

    private final List<String> emitted;
    private final OperatorMetrics metrics;
    private final KeyedTwoInputStreamOperatorTestHarness<HostKey, HostBundle, Timed<SyntheticResult>, VerdictUpdate>
            harness;

    private ConvergeHarness(
            StateBackend backend,
            HostRules rules,
            long cacheBytes,
            int parallelism,
            int subtask,
            @Nullable OperatorSubtaskState state,
            List<String> emitted)
            throws Exception {
        this.emitted = emitted;
        this.harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new ConvergeOperator(
                        rules, new Stagger(rules.window(), ConvergeScript.STAGGER.staggerMillis()), cacheBytes),
                HostBundle::key,
                timed -> new HostKey(timed.value().tenant(), timed.value().host()),
                new FormatTypeInfo<>(new HostKeyFormat()),
                MAX_PARALLELISM,
                parallelism,
                subtask);
        metrics = OperatorMetrics.of(harness);
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    static ConvergeHarness start(StateBackend backend) throws Exception {
        return new ConvergeHarness(backend, ConvergeScript.RULES, CACHE_BYTES, 1, 0, null, new ArrayList<>());
    }

    static ConvergeHarness restore(
            StateBackend backend, int parallelism, int subtask, OperatorSubtaskState state, List<String> emitted)
            throws Exception {
        return new ConvergeHarness(backend, ConvergeScript.RULES, CACHE_BYTES, parallelism, subtask, state, emitted);
    }

    static ConvergeHarness restore(
            StateBackend backend, long cacheBytes, @Nullable OperatorSubtaskState state, List<String> emitted)
            throws Exception {
        return new ConvergeHarness(backend, ConvergeScript.RULES, cacheBytes, 1, 0, state, emitted);
    }

    static ConvergeHarness restore(StateBackend backend, HostRules rules, OperatorSubtaskState state) throws Exception {
        return new ConvergeHarness(backend, rules, CACHE_BYTES, 1, 0, state, new ArrayList<>());
    }

    static OperatorSubtaskState repartition(OperatorSubtaskState state, int from, int to, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(state, MAX_PARALLELISM, from, to, subtask);
    }

    void step(ConvergeScript.Step step) throws Exception {
        HostBundle bundle = step.bundle();
        SyntheticResult result = step.result();
        if (bundle != null) {
            harness.processElement1(new StreamRecord<>(bundle));
        } else if (result != null) {
            harness.processElement2(new StreamRecord<>(ConvergeScript.timed(result)));
        } else {
            harness.processBothWatermarks(new Watermark(step.watermark()));
        }
        collect();
    }

    OperatorSubtaskState snapshot() throws Exception {
        harness.getOperator().prepareSnapshotPreBarrier(1);
        return harness.snapshot(1, 1);
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    void clock(long time) throws Exception {
        harness.setProcessingTime(time);
    }

    List<String> emitted() {
        return emitted;
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private void collect() {
        harness.extractOutputValues().forEach(verdict -> emitted.add(verdict.toString()));
        harness.getOutput().clear();
        for (OutputTag<?> tag : List.of(
                ConvergeOutputs.MINUTES,
                ConvergeOutputs.SIGNALS,
                ConvergeOutputs.INCIDENTS,
                ConvergeOutputs.LATE_BEACONS,
                ConvergeOutputs.LATE_RESULTS)) {
            Queue<? extends StreamRecord<?>> queue = harness.getSideOutput(tag);
            if (queue != null) {
                queue.forEach(record -> emitted.add(tag.getId() + ' ' + record.getValue()));
                queue.clear();
            }
        }
    }
}
