package io.convergence.core.slo.match;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What definitions can ask of an event of one kind.
 *
 * @param <E> the events
 */
public interface EventKind<E> extends Serializable {
    /** Page views. */
    EventKind<Beacon> VIEWS = new ViewKind();

    /** Results of synthetic checks. */
    EventKind<SyntheticResult> RESULTS = new ResultKind();

    /** Verdicts at minute boundaries. */
    EventKind<VerdictRecord> VERDICTS = new VerdictKind();

    /** Whether the kind counts for SLIs of a source. */
    boolean feeds(SliSource source);

    /** Whether the kind stands in for another one in SLIs of a source. */
    boolean isFallback(SliSource source);

    /** Owner of the event. */
    String tenant(E event);

    /** When it happened, epoch milliseconds. */
    long time(E event);

    /** The value of a key of {@code where} or {@code groupBy}, or null when the event has none. */
    @Nullable
    String attribute(E event, String key);

    /** Whether an event without the attribute belongs to every value of it. */
    boolean belongsToAll(String key);

    /** The value of a measurement; NaN when the event does not carry it. */
    double measurement(E event, String name);

    /** Whether nothing went wrong. */
    boolean isOk(E event);

    /** What it says, of a verdict. */
    String verdict(E event);
}
