package io.convergence.query.erasure;

import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.recordings.RecordingObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies erasures again while the sessions job can bring rows back, as after a restart from an older savepoint: each minute
 * in the first hour, then hourly as long as the topic of events keeps records, three days. Several processes may do so at
 * once, because an erasure that is applied again changes nothing.
 */
public final class RepeatedErasures implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedErasures.class);

    private final Store store;
    private final RecordingObjects recordings;

    /** Erasures of a store and of recordings. */
    public RepeatedErasures(Store store, RecordingObjects recordings) {
        this.store = store;
        this.recordings = recordings;
    }

    private record Due(String tenant, String kind, String subject) {}

    @Override
    public void run() {
        if (!store.isReady()) {
            return;
        }
        List<Due> due = new ArrayList<>();
        // Asked for all tenants at once, by a function of the owner of the tables.
        store.read("", session -> {
            session.each(
                    "due-erasures",
                    Clause.of("SELECT tenant, kind, subject FROM due_erasures()"),
                    row -> due.add(new Due(
                            Objects.requireNonNull(row.text("tenant")),
                            Objects.requireNonNull(row.text("kind")),
                            Objects.requireNonNull(row.text("subject")))));
            return due;
        });
        for (Due each : due) {
            deleteRecordings(each);
            long rows = store.write(each.tenant(), session -> {
                long[] erased = new long[1];
                session.each(
                        "repeat-erasure",
                        Clause.of("SELECT repeat_erasure(?, ?) AS erased", each.kind(), each.subject()),
                        row -> erased[0] = row.number("erased"));
                return erased[0];
            });
            if (rows > 0) {
                LOG.info("an erasure by {} of tenant {} found {} rows again", each.kind(), each.tenant(), rows);
            }
        }
    }

    /** Deletes what the client of the session has sent since. Failures are repeated with the erasure. */
    private void deleteRecordings(Due due) {
        if (!due.kind().equals("session")) {
            // The sessions of a user are due by their own names.
            return;
        }
        try {
            recordings.deleteSession(due.tenant(), due.subject());
        } catch (IOException e) {
            LOG.warn("recordings of an erased session cannot be deleted", e);
        }
    }
}
