package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.delivered.RecordedDelivery.Outcome;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.receive.Notice;
import io.convergence.relay.routes.ReceiverType.Style;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rule that compares the latest signal of a key with the last delivery of a receiver. Pure: it reads no clock. */
final class DeliveryRule {
    private DeliveryRule() {}

    /**
     * The notice that is due, or null when the receiver is up to date.
     *
     * @param routed whether a route leads from the signal to the receiver. Without one only the resolve of a fire that
     *     the receiver has is due
     */
    static @Nullable Notice due(
            DesiredSignal desired, @Nullable RecordedDelivery delivered, Style style, boolean routed) {
        if (desired.replay() || !isNews(desired, delivered)) {
            return null;
        }
        Map<String, String> labels = delivered == null ? null : delivered.labels();
        if (!desired.firing()) {
            return labels == null ? null : new Notice(desired, Notice.Kind.RESOLVE, labels);
        }
        if (!routed || (delivered != null && isKnownEpisode(desired, delivered, style))) {
            return null;
        }
        if (labels == null) {
            return new Notice(desired, Notice.Kind.FIRE, desired.labels());
        }
        boolean isLater = delivered != null && delivered.episode() < desired.episode();
        return style == Style.SEPARATE_EPISODES && isLater
                ? new Notice(desired, Notice.Kind.RESOLVE_EARLIER_EPISODE, labels)
                : new Notice(desired, Notice.Kind.FIRE, labels);
    }

    /** Whether a signal is newer than the last delivery, or the one whose delivery is not completed. */
    private static boolean isNews(DesiredSignal desired, @Nullable RecordedDelivery delivered) {
        if (delivered == null || desired.isAfter(delivered.episode(), delivered.sequence())) {
            return true;
        }
        return desired.episode() == delivered.episode()
                && desired.sequence() == delivered.sequence()
                && delivered.outcome() == Outcome.SENDING;
    }

    /** Whether a firing signal adds nothing to a delivery of the same episode. */
    private static boolean isKnownEpisode(DesiredSignal desired, RecordedDelivery delivered, Style style) {
        if (delivered.episode() != desired.episode()) {
            return false;
        }
        // An episode that was resolved at the receiver stays so: a trigger never follows its resolve.
        return !delivered.firing() || (style != Style.EVERY_CHANGE && delivered.outcome() != Outcome.SENDING);
    }
}
