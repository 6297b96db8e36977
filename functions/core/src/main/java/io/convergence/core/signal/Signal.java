package io.convergence.core.signal;

import io.convergence.core.verdict.VerdictRecord;
import org.jspecify.annotations.Nullable;

/**
 * One transition or re-assertion of a latched alert.
 *
 * @param kind what it says
 * @param subject what it is about
 * @param episode when this kind or tier fired, epoch milliseconds: with the dedup key it names the episode
 * @param sequence 0 at the fire, rising by one with each re-assertion, last at the resolve
 * @param status whether it holds
 * @param reason why it was emitted
 * @param occurredAt the boundary evaluated, epoch milliseconds
 * @param verdict the verdict it rests on, or null when it is about an objective
 * @param burn the burn it rests on, or null when it is not about an objective or the objective is gone
 * @param replay whether history is being replayed, so that nobody is paged
 */
public record Signal(
        SignalKind kind,
        SignalSubject subject,
        long episode,
        int sequence,
        SignalStatus status,
        SignalReason reason,
        long occurredAt,
        @Nullable VerdictRecord verdict,
        @Nullable BurnEvidence burn,
        boolean replay) {

    /**
     * Names the alert, never its value, time or threshold: {@code tenant/kind/app/host} or
     * {@code tenant/kind/slo[/group]/tier}, at most 255 bytes.
     */
    public String dedupKey() {
        return SignalIdentity.dedupKey(subject, kind);
    }

    /** The deterministic id of this emission: equal over restarts, restores and replays. */
    public String id() {
        return SignalIdentity.id(dedupKey(), episode, sequence, status.label());
    }

    /** The same, said of replayed history. The id stays that of the live signal: it is the same statement. */
    public Signal replayed() {
        return new Signal(kind, subject, episode, sequence, status, reason, occurredAt, verdict, burn, true);
    }

    /**
     * The incident that the signal belongs to, {@code tenant/app/host/<opened in epoch milliseconds>}: the same for every
     * signal of it. Null for signals of objectives.
     */
    public @Nullable String incident() {
        if (verdict == null || verdict.incident() == null) {
            return null;
        }
        return verdict.tenant() + '/' + verdict.app() + '/' + verdict.host() + '/'
                + verdict.incident().openedAt();
    }

    /** When this kind or tier fired, epoch milliseconds. */
    public long startsAt() {
        return episode;
    }

    /** When it was resolved, epoch milliseconds, or null while it fires. */
    public @Nullable Long endsAt() {
        return status == SignalStatus.RESOLVED ? occurredAt : null;
    }
}
