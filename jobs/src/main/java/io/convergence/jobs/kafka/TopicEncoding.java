package io.convergence.jobs.kafka;

import io.convergence.core.codec.DeadLetterCodec;
import io.convergence.core.codec.LateCodec;
import io.convergence.core.codec.SignalCodec;
import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.codec.VerdictCodec;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.LateBeacons;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Encoding of elements of a stream as records of the output topics. */
public interface TopicEncoding<T> extends Serializable {

    /**
     * The records of an element.
     *
     * @param timestamp event time of the element, epoch milliseconds, negative without one
     * @param now time of the wall clock
     */
    List<TopicRecord> encode(T element, long timestamp, Instant now);

    /** Encoding of verdicts: the latest verdict of a (tenant, app, host), or a tombstone at its end. */
    static TopicEncoding<VerdictUpdate> verdicts(String topic) {
        return (update, timestamp, now) -> {
            VerdictRecord verdict = update.verdict();
            byte[] value = verdict == null ? null : VerdictCodec.encode(verdict, now);
            return List.of(new TopicRecord(topic, update.key(), value, Map.of(), update.at()));
        };
    }

    /**
     * Encoding of signals: the same bytes to the topic of all signals and to the topic of the latest signal of each dedup
     * key. The end of a signal is a tombstone in the latter only.
     */
    static TopicEncoding<SignalUpdate> signals(String events, String state, SignalCodec codec) {
        return (update, timestamp, now) -> {
            Signal signal = update.signal();
            if (signal == null) {
                return List.of(new TopicRecord(state, update.dedupKey(), null, Map.of(), update.at()));
            }
            byte[] value = codec.encode(signal, now);
            Map<String, String> headers = codec.headers(signal);
            return List.of(
                    new TopicRecord(events, update.dedupKey(), value, headers, update.at()),
                    new TopicRecord(state, update.dedupKey(), value, headers, update.at()));
        };
    }

    /** Encoding of dead letters. */
    static TopicEncoding<DeadLetter> deadLetters(String topic) {
        return (letter, timestamp, now) ->
                List.of(new TopicRecord(topic, null, DeadLetterCodec.encode(letter), Map.of(), timestamp));
    }

    /** Encoding of page views that arrived after their verdict. */
    static TopicEncoding<LateBeacons> lateBeacons(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic,
                new HostKey(late.tenant(), late.host()).recordKey(),
                LateCodec.encode(late),
                Map.of(),
                late.sliceStart()));
    }

    /** Encoding of synthetic results that arrived after their verdict. */
    static TopicEncoding<SyntheticResult> lateSynthetic(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic,
                HostKey.of(late).recordKey(),
                new SyntheticResultEncoder().encode(late),
                Map.of(),
                late.receivedAt()));
    }

    /** Encoding of events that arrived too late for an objective to count them. */
    static TopicEncoding<LateEvents> lateEvents(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic, late.tenant() + '/' + late.slo(), LateCodec.encode(late), Map.of(), late.minute()));
    }
}
