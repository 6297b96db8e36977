package io.convergence.bench.pipeline;

import java.util.List;
import java.util.Locale;

/** What is measured over the traffic. */
enum Variant {
    /** The Kafka source and the decoder of the job, whose records are discarded: no pipeline over this topic is faster. */
    LIMIT,
    /** The job with its Kafka topics and tables, without objectives. */
    CONVERGENCE,
    /** The job with 20 objectives for each tenant. */
    SLO,
    /** The verdicts by the sliding windows of Flink's DataStream API, which are discarded. */
    STOCK,
    /** The counts of the verdicts by hopping windows of Flink SQL, which are discarded. */
    SQL,
    /** Views in Postgres, and verdicts by a statement every ten seconds of event time, without a stream engine. */
    POLL,
    /** The Kafka source and the decoder of the sessions job, whose records are discarded. */
    EVENTS,
    /** The sessions job with its Kafka topics and tables. */
    SESSIONS;

    /**
     * Parts of the names of the operators whose event time shows that everything was evaluated; empty when this is known
     * once everything was read.
     */
    List<String> lastOperators() {
        return switch (this) {
            case CONVERGENCE -> List.of("converge", "closed-minutes");
            case SLO -> List.of("converge", "closed-minutes", "budgets");
            case STOCK -> List.of("stock-windows");
            case SQL -> List.of("WindowAggregate");
            case SESSIONS -> List.of("sessions", "metric-minutes");
            case LIMIT, POLL, EVENTS -> List.of();
        };
    }

    /** Whether it is a Flink job, whose state backend matters. */
    boolean isJob() {
        return this != POLL;
    }

    /** Whether it is a source and a decoder, which no job over the same topic exceeds. */
    boolean isLimit() {
        return this == LIMIT || this == EVENTS;
    }

    /** Whether it keeps state. */
    boolean hasState() {
        return isJob() && !isLimit();
    }

    /** Whether it reads events of sessions, and not views and check results. */
    boolean readsEvents() {
        return this == EVENTS || this == SESSIONS;
    }

    /** The variant of a name. */
    static Variant of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
