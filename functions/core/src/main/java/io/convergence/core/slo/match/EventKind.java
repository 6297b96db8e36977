package io.convergence.core.slo.match;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Accessors by which objectives select, group and judge the events of one kind.
 *
 * @param <E> type of the events
 */
public interface EventKind<E> extends Serializable {
    /** Page views. */
    EventKind<Beacon> VIEWS = new ViewKind();

    /** Results of synthetic checks. */
    EventKind<SyntheticResult> RESULTS = new ResultKind();

    /** Verdicts of minute boundaries. */
    EventKind<VerdictRecord> VERDICTS = new VerdictKind();

    /** Whether events of this kind count for SLIs of a source. */
    boolean feeds(SliSource source);

    /** Whether events of this kind are the fallback events of SLIs of a source. */
    boolean isFallback(SliSource source);

    /** Tenant that owns the event. */
    String tenant(E event);

    /** Event time, epoch milliseconds. */
    long time(E event);

    /** The value of a key of {@code where} or {@code groupBy}, or null when the event has none. */
    @Nullable
    String attribute(E event, String key);

    /** Whether a fallback event without the attribute matches every value of it. */
    boolean matchesAllIfAbsent(String key);

    /** The value of a measurement, or NaN when the event does not carry it. */
    double measurement(E event, String name);

    /** Whether the event is a success. Verdicts have no such property. */
    boolean isOk(E event);

    /** Label of a verdict. Only verdicts have one. */
    String verdict(E event);
}
