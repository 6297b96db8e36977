package io.convergence.core.signal;

import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import org.jspecify.annotations.Nullable;

/**
 * The incident of an app on a host as it was at a window boundary.
 *
 * @param key the app on a host
 * @param updatedAt the boundary, epoch milliseconds
 * @param counts when it opened and ended, and how large it is
 * @param firstKind the kind that fired first, or null when none has fired
 * @param worstVerdict {@code USER_IMPACT_CONFIRMED} once checks confirmed the impact, else
 *     {@code USER_ONLY_SYNTHETIC_BLIND}
 * @param reason why users count as affected, or, once it has ended, why it ended
 */
public record IncidentRecord(
        VerdictKey key,
        long updatedAt,
        IncidentCounts counts,
        @Nullable SignalKind firstKind,
        Verdict worstVerdict,
        SignalReason reason) {}
