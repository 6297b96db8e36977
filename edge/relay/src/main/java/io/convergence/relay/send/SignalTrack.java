package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.delivered.RecordedDelivery.Outcome;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.receive.Notice;
import io.convergence.relay.routes.ReceiverType.Style;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State of one deduplication key at one receiver. Confined to its lane's lock; times are epoch milliseconds. */
final class SignalTrack {
    private static final long NEVER = Long.MAX_VALUE;

    private final String receiver;
    private final int partition;
    private final Style style;
    private final Resends resends;
    private DesiredSignal desired;
    private boolean routed;
    private @Nullable RecordedDelivery delivered;

    /** Whether the log has a fire as being sent that the receiver certainly did not accept. */
    private boolean hasUnansweredIntent;

    private int attempts;
    private long pendingSince = NEVER;
    private long resendAt = NEVER;
    private long resendUntil = NEVER;
    private Map<String, String> resendLabels = Map.of();

    SignalTrack(
            String receiver,
            int partition,
            Style style,
            Resends resends,
            DesiredSignal desired,
            @Nullable RecordedDelivery delivered) {
        this.receiver = receiver;
        this.partition = partition;
        this.style = style;
        this.resends = resends;
        this.desired = desired;
        this.delivered = delivered;
    }

    /** Takes over the latest signal. */
    void update(DesiredSignal latest, boolean isRouted, long now) {
        if (!latest.equals(desired)) {
            attempts = 0;
        }
        desired = latest;
        routed = isRouted;
        RecordedDelivery last = delivered;
        boolean isAccepted = last != null && last.outcome() == Outcome.DELIVERED && last.holdsFire();
        if (isAccepted && last != null && resendAt == NEVER && resends.isUsed()) {
            // After a start the receiver hears at once of what it has; it may have been restarted as well.
            Map<String, String> labels = last.labels();
            scheduleResend(now, NEVER, labels == null ? Map.of() : labels);
        }
        notePending(now);
    }

    /** The notice that is due now, or null. */
    @Nullable
    Notice due(long now) {
        Notice news = DeliveryRule.due(desired, delivered, style, routed);
        if (news != null || resendAt > now || now > resendUntil) {
            return news;
        }
        RecordedDelivery last = delivered;
        boolean isCurrent = last != null && last.outcome() == Outcome.DELIVERED && last.firing() == desired.firing();
        if (!isCurrent || (desired.firing() && !routed)) {
            return null;
        }
        return new Notice(desired, desired.firing() ? Notice.Kind.FIRE : Notice.Kind.RESOLVE, resendLabels);
    }

    /** Whether a notice is news and not a repetition. */
    boolean isPending() {
        return pendingSince != NEVER;
    }

    /** When the notice became due; meaningful while it is pending. */
    long pendingSince() {
        return pendingSince;
    }

    /** The time of the next repetition, or {@link Long#MAX_VALUE}. */
    long resendAt() {
        return resendAt > resendUntil ? NEVER : resendAt;
    }

    DesiredSignal desired() {
        return desired;
    }

    int partition() {
        return partition;
    }

    /** Whether the receiver has the signal as firing. */
    boolean isFiring() {
        return delivered != null && delivered.firing() && delivered.holdsFire();
    }

    /** The intent to record before a first fire is sent, or null when the log has one or the receiver has a fire. */
    @Nullable
    RecordedDelivery intend(Notice notice, long now) {
        boolean holdsFire = delivered != null && delivered.holdsFire();
        if (notice.kind() != Notice.Kind.FIRE || holdsFire) {
            return null;
        }
        RecordedDelivery intent = record(notice, Outcome.SENDING, notice.labels(), 0, now);
        boolean isNew = !hasUnansweredIntent;
        hasUnansweredIntent = true;
        return isNew ? intent : null;
    }

    /** Takes over the acceptance of a notice; returns the record of it, or null when it was a repetition. */
    @Nullable
    RecordedDelivery accept(Notice notice, boolean wasNews, int status, long now) {
        Map<String, String> held = notice.firing() ? notice.labels() : null;
        RecordedDelivery accepted = null;
        if (wasNews) {
            attempts++;
            accepted = record(notice, Outcome.DELIVERED, held, status, now);
            settle(accepted, now);
        }
        if (resends.isUsed()) {
            long until = notice.firing() ? NEVER : wasNews ? now + Resends.RESOLVED_MILLIS : resendUntil;
            scheduleResend(now + resends.intervalMillis(), until, notice.labels());
        }
        return accepted;
    }

    /** Takes over the refusal of a notice; returns the record of it, or null when it was a repetition. */
    @Nullable
    RecordedDelivery refuse(Notice notice, boolean wasNews, int status, long now) {
        resendAt = NEVER;
        if (!wasNews) {
            return null;
        }
        attempts++;
        RecordedDelivery last = delivered;
        // A fire whose sending was interrupted before may have been accepted then, so its labels stay as well.
        boolean ends = notice.kind() == Notice.Kind.RESOLVE_EARLIER_EPISODE;
        RecordedDelivery refused =
                record(notice, Outcome.REFUSED, ends || last == null ? null : last.labels(), status, now);
        settle(refused, now);
        return refused;
    }

    /** Takes over a failure after which the notice is repeated. */
    void fail(Notice notice, boolean isDoubtful, long now) {
        attempts++;
        boolean isIntent = hasUnansweredIntent && notice.kind() == Notice.Kind.FIRE;
        if (isIntent && isDoubtful) {
            delivered = record(notice, Outcome.SENDING, notice.labels(), 0, now);
            hasUnansweredIntent = false;
        }
    }

    /** The record that withdraws an intent once the signal was resolved before any acceptance, or null. */
    @Nullable
    RecordedDelivery withdraw(long now) {
        if (!hasUnansweredIntent || desired.firing()) {
            return null;
        }
        RecordedDelivery skipped =
                record(new Notice(desired, Notice.Kind.RESOLVE, Map.of()), Outcome.SKIPPED, null, 0, now);
        settle(skipped, now);
        return skipped;
    }

    private void settle(RecordedDelivery settled, long now) {
        delivered = settled;
        hasUnansweredIntent = false;
        attempts = 0;
        pendingSince = NEVER;
        notePending(now);
    }

    private void notePending(long now) {
        boolean isDue = DeliveryRule.due(desired, delivered, style, routed) != null;
        pendingSince = isDue ? Math.min(pendingSince, now) : NEVER;
    }

    private void scheduleResend(long at, long until, Map<String, String> labels) {
        resendAt = at;
        resendUntil = until;
        resendLabels = labels;
    }

    private RecordedDelivery record(
            Notice notice, Outcome outcome, @Nullable Map<String, String> labels, int status, long now) {
        return new RecordedAnswer(outcome, labels, status, attempts, now).of(receiver, notice, delivered);
    }
}
