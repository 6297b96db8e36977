package io.convergence.core.signal;

import io.convergence.core.verdict.VerdictRecord;
import org.jspecify.annotations.Nullable;

/**
 * One emission of an alert: it fires, is repeated while it fires, or is resolved.
 *
 * @param kind the kind of alert
 * @param subject the app on a host or the objective that the alert is about
 * @param episode when this kind or tier fired, epoch milliseconds; identifies the episode together with the dedup key
 * @param sequence 0 when the alert fires, one more with each later emission; the resolve has the highest
 * @param status firing or resolved
 * @param reason the reason of the emission
 * @param occurredAt window boundary at which it was emitted, epoch milliseconds
 * @param verdict the verdict it is based on, or null when it is about an objective
 * @param burn the burn-rate measurements it is based on, or null when it is not about an objective or the objective was
 *     removed
 * @param vital the measurements of a vital it is based on, or null when it is not about a performance budget
 * @param error the counts of a new group of errors it is based on, or null when it is not about one
 * @param replay whether it comes from a replay of history, so that nobody is paged
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
        @Nullable VitalEvidence vital,
        @Nullable ErrorEvidence error,
        boolean replay) {

    /** A signal about user impact or an objective. */
    public Signal(
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
        this(kind, subject, episode, sequence, status, reason, occurredAt, verdict, burn, null, null, replay);
    }

    /**
     * A live signal about a performance budget.
     *
     * @param transition the emission
     * @param boundary window boundary at which it was emitted, epoch milliseconds
     */
    public static Signal ofVital(SignalSubject subject, Transition transition, long boundary, VitalEvidence vital) {
        return new Signal(
                transition.kind(),
                subject,
                transition.startsAt(),
                transition.sequence(),
                transition.status(),
                transition.reason(),
                boundary,
                null,
                null,
                vital,
                null,
                false);
    }

    /**
     * A live signal about a new group of errors.
     *
     * @param transition the emission
     * @param boundary full minute at which it was emitted, epoch milliseconds
     */
    public static Signal ofError(SignalSubject subject, Transition transition, long boundary, ErrorEvidence error) {
        return new Signal(
                transition.kind(),
                subject,
                transition.startsAt(),
                transition.sequence(),
                transition.status(),
                transition.reason(),
                boundary,
                null,
                null,
                null,
                error,
                false);
    }

    /**
     * The identity of the alert, without value, time or threshold: {@code tenant/kind/app/host[/group]}
     * or {@code tenant/kind/slo[/group]/tier}, at most 255 bytes.
     */
    public String dedupKey() {
        return SignalIdentity.dedupKey(subject, kind);
    }

    /** The deterministic id of this emission, the same after restarts, restores and replays. */
    public String id() {
        return SignalIdentity.id(dedupKey(), episode, sequence, status.label());
    }

    /** A copy marked as coming from a replay. Its id equals that of the live signal. */
    public Signal replayed() {
        return new Signal(
                kind, subject, episode, sequence, status, reason, occurredAt, verdict, burn, vital, error, true);
    }

    /**
     * The incident that the signal belongs to, {@code tenant/app/host/<opened in epoch milliseconds>}: the same for every
     * signal of it. Null for signals of objectives, performance budgets and groups of errors.
     */
    public @Nullable String incident() {
        if (verdict == null || verdict.incident() == null) {
            return null;
        }
        return verdict.tenant()
                + '/'
                + verdict.app()
                + '/'
                + verdict.host()
                + '/'
                + verdict.incident().openedAt();
    }

    /** When this kind or tier fired, epoch milliseconds. */
    public long startsAt() {
        return episode;
    }

    /** When it was resolved, epoch milliseconds, or null while it is firing. */
    public @Nullable Long endsAt() {
        return status == SignalStatus.RESOLVED ? occurredAt : null;
    }
}
