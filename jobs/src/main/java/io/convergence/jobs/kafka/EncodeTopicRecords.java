package io.convergence.jobs.kafka;

import java.time.Clock;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Operator that encodes elements as records of the output topics. Stateless. */
public final class EncodeTopicRecords<T> extends ProcessFunction<T, TopicRecord> {
    private static final long serialVersionUID = 1;
    private static final long NO_TIMESTAMP = -1;

    private final TopicEncoding<T> encoding;
    private final Clock clock;

    /** Creates the operator. The wall clock is used for the field {@code emitted_at} only. */
    public EncodeTopicRecords(TopicEncoding<T> encoding, Clock clock) {
        this.encoding = encoding;
        this.clock = clock;
    }

    @Override
    public void processElement(T element, Context context, Collector<TopicRecord> out) {
        Long timestamp = context.timestamp();
        encoding.encode(element, timestamp == null ? NO_TIMESTAMP : timestamp, clock.instant())
                .forEach(out::collect);
    }
}
