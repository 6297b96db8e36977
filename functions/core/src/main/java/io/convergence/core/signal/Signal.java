package io.convergence.core.signal;

import io.convergence.core.convergence.VerdictRecord;
import org.jspecify.annotations.Nullable;

/**
 * One transition or re-assertion of a latched alert.
 *
 * @param kind what it says
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param episode when this kind fired, epoch milliseconds: with the dedup key it names the episode
 * @param sequence 0 at the fire, rising by one with each re-assertion, last at the resolve
 * @param status whether it holds
 * @param reason why it was emitted
 * @param occurredAt the boundary evaluated, epoch milliseconds
 * @param evidence the verdict it rests on
 * @param replay whether history is being replayed, so that nobody is paged
 */
public record Signal(
        SignalKind kind,
        String tenant,
        String app,
        String host,
        long episode,
        int sequence,
        SignalStatus status,
        SignalReason reason,
        long occurredAt,
        VerdictRecord evidence,
        boolean replay) {

    /** Names the alert, never its value, time or threshold: {@code tenant/kind/app/host}, at most 255 bytes. */
    public String dedupKey() {
        return SignalIdentity.dedupKey(tenant, kind.label(), app + '/' + host);
    }

    /** The deterministic id of this emission: equal over restarts, restores and replays. */
    public String id() {
        return SignalIdentity.id(dedupKey(), episode, sequence, status.label());
    }

    /** When this kind fired, epoch milliseconds. */
    public long startsAt() {
        return episode;
    }

    /** When it was resolved, epoch milliseconds, or null while it fires. */
    public @Nullable Long endsAt() {
        return status == SignalStatus.RESOLVED ? occurredAt : null;
    }
}
