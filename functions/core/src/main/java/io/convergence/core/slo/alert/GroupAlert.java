package io.convergence.core.slo.alert;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.budget.BurnRate;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * State of a tier of one group at a boundary, for the alert of its objective. A group is reported at every boundary at which
 * its tier fires and at the one at which it ends.
 *
 * @param subject the group and the tier
 * @param boundary minute boundary at which the group was evaluated, epoch milliseconds
 * @param status firing or resolved
 * @param reason why it fires, or why it ended
 * @param burn the measurements; null when the tier was removed
 */
public record GroupAlert(
        SignalSubject subject,
        long boundary,
        SignalStatus status,
        SignalReason reason,
        @Nullable BurnEvidence burn) {
    /**
     * The worst first: groups with data before those without, then by burn rate over the long window, then by name. A total
     * order over the groups of a tier.
     */
    public static final Comparator<GroupAlert> WORST_FIRST = Comparator.comparing(GroupAlert::hasData)
            .thenComparing(GroupAlert::compareBurn)
            .reversed()
            .thenComparing(GroupAlert::group);

    /** Whether the tier of the group fires. */
    public boolean isFiring() {
        return status == SignalStatus.FIRING;
    }

    /** Name of the tier. */
    public String tier() {
        return Objects.requireNonNull(subject.tier());
    }

    /** The group. */
    public String group() {
        return Objects.requireNonNull(subject.group());
    }

    /** Name of the objective. */
    public String slo() {
        return Objects.requireNonNull(subject.slo());
    }

    private boolean hasData() {
        return reason != SignalReason.NO_DATA && reason != SignalReason.NO_DATA_FREEZE;
    }

    private static int compareBurn(GroupAlert a, GroupAlert b) {
        if (a.burn == null || b.burn == null) {
            return Boolean.compare(a.burn != null, b.burn != null);
        }
        return BurnRate.compare(a.burn.longWindow(), a.burn.targetPpm(), b.burn.longWindow(), b.burn.targetPpm());
    }
}
