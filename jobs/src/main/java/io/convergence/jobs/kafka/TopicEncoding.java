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
    /** Most characters of a subject. */
    int SUBJECT_CHARACTERS = 150;

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
            return List.of(new TopicRecord(topic, update.key(), subject(update), value, Map.of(), update.at()));
        };
    }

    /**
     * Encoding of signals: the same bytes to the topic of all signals and to the topic of the latest signal of each dedup
     * key. The end of a signal is a tombstone in the latter only.
     */
    static TopicEncoding<SignalUpdate> signals(String events, String state, SignalCodec codec) {
        return (update, timestamp, now) -> {
            Signal signal = update.signal();
            String key = update.dedupKey();
            if (signal == null) {
                return List.of(new TopicRecord(state, key, subject(update), null, Map.of(), update.at()));
            }
            byte[] value = codec.encode(signal, now);
            Map<String, String> headers = codec.headers(signal);
            return List.of(
                    new TopicRecord(events, key, subject(update), value, headers, update.at()),
                    new TopicRecord(state, key, subject(update), value, headers, update.at()));
        };
    }

    /** Encoding of dead letters. */
    static TopicEncoding<DeadLetter> deadLetters(String topic) {
        return (letter, timestamp, now) ->
                List.of(new TopicRecord(topic, null, null, DeadLetterCodec.encode(letter), Map.of(), timestamp));
    }

    /** Encoding of page views that arrived after their verdict. */
    static TopicEncoding<LateBeacons> lateBeacons(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic,
                new HostKey(late.tenant(), late.host()).recordKey(),
                null,
                LateCodec.encode(late),
                Map.of(),
                late.sliceStart()));
    }

    /** Encoding of synthetic results that arrived after their verdict. */
    static TopicEncoding<SyntheticResult> lateSynthetic(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic,
                HostKey.of(late).recordKey(),
                null,
                new SyntheticResultEncoder().encode(late),
                Map.of(),
                late.receivedAt()));
    }

    /** Encoding of events that arrived too late for an objective to count them. */
    static TopicEncoding<LateEvents> lateEvents(String topic) {
        return (late, timestamp, now) -> List.of(new TopicRecord(
                topic, late.tenant() + '/' + late.slo(), null, LateCodec.encode(late), Map.of(), late.minute()));
    }

    /** The subject of a verdict: {@code tenant/app/host}, shortened. */
    private static String subject(VerdictUpdate update) {
        return shortened(update.key().replace('|', '/'));
    }

    /** The subject of a signal: its dedup key, {@code tenant/kind/subject}, without the kind and shortened. */
    private static String subject(SignalUpdate update) {
        String key = update.dedupKey();
        int kind = key.indexOf('/');
        return shortened(key.substring(0, kind) + key.substring(key.indexOf('/', kind + 1)));
    }

    /**
     * The first 150 characters. A dedup key over 190 bytes ends in a hash; 150 characters are before the hash whatever the
     * kind, whose label has at most 38.
     */
    private static String shortened(String subject) {
        return subject.substring(0, Math.min(subject.length(), SUBJECT_CHARACTERS));
    }
}
