package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.events.TimedEventFormat;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.stacks.ResolveStacks;
import io.convergence.flink.stacks.ResolveStacksOperatorFactory;
import io.convergence.flink.stacks.StackLookup;
import io.convergence.flink.stacks.StackRowFunction;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.jobs.settings.StackSettings;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Operators that resolve stacks of errors: {@code resolve-stacks --> stack-rows}. The order of events stays as it is. */
final class StacksTopology {
    private StacksTopology() {}

    /** Adds the operators with the parallelism of the stream, so that each partition stays in one task. */
    static SingleOutputStreamOperator<Timed<RumEvent>> build(
            SingleOutputStreamOperator<Timed<RumEvent>> events, StackSettings settings, StackLookup.Factory lookup) {
        int parallelism = events.getParallelism();
        SingleOutputStreamOperator<Timed<RumEvent>> resolved = identify(
                events.transform(
                                "resolve-stacks",
                                new FormatTypeInfo<>(new TimedEventFormat()),
                                new ResolveStacksOperatorFactory(new ResolveStacks(lookup), settings.timeoutMillis()))
                        .setParallelism(parallelism),
                "resolve-stacks");
        return identify(
                resolved.process(new StackRowFunction(), new FormatTypeInfo<>(new TimedEventFormat()))
                        .setParallelism(parallelism),
                "stack-rows");
    }
}
