package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.stacks.ResolveStacks;
import io.convergence.flink.stacks.StackLookup;
import io.convergence.flink.stacks.StackRowFunction;
import io.convergence.jobs.settings.StackSettings;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Operators that resolve stacks of errors: {@code resolve-stacks --> stack-rows}. The order of events stays as it is. */
final class StacksTopology {
    private StacksTopology() {}

    /** Adds the operators with the parallelism of the stream, so that each partition stays in one task. */
    static SingleOutputStreamOperator<Timed<RumEvent>> build(
            SingleOutputStreamOperator<Timed<RumEvent>> events, StackSettings settings, StackLookup.Factory lookup) {
        int parallelism = events.getParallelism();
        SingleOutputStreamOperator<Timed<RumEvent>> resolved = identify(
                AsyncDataStream.orderedWait(
                                events,
                                new ResolveStacks(lookup),
                                settings.timeoutMillis(),
                                TimeUnit.MILLISECONDS,
                                ResolveStacks.CAPACITY)
                        .setParallelism(parallelism),
                "resolve-stacks");
        return identify(
                resolved.process(new StackRowFunction(), TypeInformation.of(new TypeHint<Timed<RumEvent>>() {}))
                        .setParallelism(parallelism),
                "stack-rows");
    }
}
