package io.convergence.flink.converge;

import io.convergence.core.convergence.HostRules;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.Stagger;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.timer.KeyTimers;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.TimerHeapInternalTimer;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Operator of {@link ConvergeFunction}, which fires the timers of the hosts that the function has cached, and writes these
 * hosts and their timers to the state when a checkpoint is taken. A function cannot do this itself, because it cannot
 * choose the key of the state.
 *
 * <p>The state contains a timer for every host that is due at the time of a checkpoint. A timer of the state is ignored
 * while its host is cached, since the host has one in memory.
 */
public final class ConvergeOperator
        extends KeyedCoProcessOperator<HostKey, HostBundle, Timed<SyntheticResult>, VerdictUpdate> {
    private static final long serialVersionUID = 1;

    private final ConvergeFunction function;
    private transient KeyTimers<HostKey> timers;
    private transient InternalTimerService<VoidNamespace> timerService;

    /**
     * An operator of the given rules.
     *
     * @param cacheBytes most bytes of decoded hosts that a subtask caches; 0 for none
     */
    public ConvergeOperator(HostRules rules, Stagger stagger, long cacheBytes) {
        this(new ConvergeFunction(rules, stagger, cacheBytes));
    }

    private ConvergeOperator(ConvergeFunction function) {
        super(function);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        function.storesObjects(!getKeyedStateBackend().isSafeToReuseKVState());
        super.open();
        timers = function.cachedTimers();
        timerService = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        getTimeServiceManager().orElseThrow().advanceWatermark(mark);
        for (KeyTimers.Timer<HostKey> timer = timers.poll(mark.getTimestamp());
                timer != null;
                timer = timers.poll(mark.getTimestamp())) {
            if (function.windows().isCached(timer.key())) {
                setCurrentKey(timer.key());
                super.onEventTime(new TimerHeapInternalTimer<>(timer.time(), timer.key(), VoidNamespace.INSTANCE));
            }
        }
        output.emitWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<HostKey, VoidNamespace> timer) throws Exception {
        if (!function.windows().isCached(timer.getKey())) {
            super.onEventTime(timer);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        // Not in snapshotState: timers on the heap may be written before that is called.
        function.windows().flush(this::writeTimer);
    }

    /** Makes a host the current key of the state and registers its timer. */
    private void writeTimer(HostKey key) {
        setCurrentKey(key);
        Long time = timers.time(key);
        if (time != null) {
            timerService.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
        }
    }
}
