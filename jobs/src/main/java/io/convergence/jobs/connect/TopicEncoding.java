package io.convergence.jobs.connect;

import io.convergence.core.convergence.VerdictRecord;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.signal.Signal;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.LateBeacons;
import io.convergence.jobs.codec.DeadLetterCodec;
import io.convergence.jobs.codec.LateCodec;
import io.convergence.jobs.codec.SignalCodec;
import io.convergence.jobs.codec.VerdictCodec;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which records an element becomes, and in which topics. */
public interface TopicEncoding<T> extends Serializable {

    /**
     * The records of an element.
     *
     * @param timestamp event time of the element, epoch milliseconds, negative without one
     * @param now the wall clock
     */
    List<TopicRecord> encode(T element, long timestamp, Instant now);

    /** The latest verdict of a (tenant, app, host). */
    static TopicEncoding<VerdictRecord> verdicts(String topic) {
        return (verdict, timestamp, now) -> List.of(new TopicRecord(
                topic, verdict.key(), VerdictCodec.encode(verdict, now), Map.of(), verdict.windowEnd()));
    }

    /** A signal, in the history of all and as the latest of its dedup key: the same bytes in both. */
    static TopicEncoding<Signal> signals(String events, String state, SignalCodec codec) {
        return (signal, timestamp, now) -> {
            String key = signal.dedupKey();
            byte[] value = codec.encode(signal, now);
            Map<String, String> headers = codec.headers(signal);
            return List.of(
                    new TopicRecord(events, key, value, headers, signal.occurredAt()),
                    new TopicRecord(state, key, value, headers, signal.occurredAt()));
        };
    }

    /** The end of a key in a compacted topic. */
    static TopicEncoding<String> tombstones(String topic) {
        return (key, timestamp, now) -> List.of(new TopicRecord(topic, key, null, Map.of(), timestamp));
    }

    /** What is kept of a rejected record. */
    static TopicEncoding<DeadLetter> deadLetters(String topic) {
        return (letter, timestamp, now) ->
                List.of(new TopicRecord(topic, null, DeadLetterCodec.encode(letter), Map.of(), timestamp));
    }

    /** Views that came after their verdict. */
    static TopicEncoding<LateBeacons> lateBeacons(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic, late.tenant() + '|' + late.host(), LateCodec.encode(late), Map.of(), late.sliceStart()));
    }

    /** Synthetic results that came after their verdict. */
    static TopicEncoding<SyntheticResult> lateSynthetic(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic, late.tenant() + '|' + late.host(), LateCodec.encode(late), Map.of(), late.receivedAt()));
    }
}
