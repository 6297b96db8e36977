package io.convergence.jobs.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactions, those of a savepoint or checkpoint only when they are not committed yet. They usually are, by
 * the job that took it. A broker raises the epoch of a producer when it commits (KIP-890), refuses a second commit under
 * the old epoch, and the connector takes that for a loss: each planned restart would look like one.
 */
@SuppressWarnings("try") // what the wrapped committer throws, an interruption too, is the engine's to answer
final class TopicCommitter implements Committer<KafkaCommittable> {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final Properties clients;

    /**
     * A committer around the connector's.
     *
     * @param clients properties that every client shares
     */
    TopicCommitter(Committer<KafkaCommittable> committer, Properties clients) {
        this.committer = committer;
        this.clients = clients;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) throws IOException, InterruptedException {
        List<CommitRequest<KafkaCommittable>> open = new ArrayList<>();
        List<CommitRequest<KafkaCommittable>> restored = new ArrayList<>();
        for (CommitRequest<KafkaCommittable> request : requests) {
            boolean isRestored = request.getCommittable().getProducer().isEmpty();
            (isRestored ? restored : open).add(request);
        }
        if (!restored.isEmpty()) {
            open.addAll(uncommitted(restored));
        }
        committer.commit(open);
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }

    /** Those of restored requests that are not committed; the others are answered. */
    private List<CommitRequest<KafkaCommittable>> uncommitted(List<CommitRequest<KafkaCommittable>> restored)
            throws InterruptedException {
        List<CommitRequest<KafkaCommittable>> open = new ArrayList<>();
        try (Admin admin = Admin.create(clients)) {
            for (CommitRequest<KafkaCommittable> request : restored) {
                if (isCommitted(admin, request.getCommittable())) {
                    request.signalAlreadyCommitted();
                } else {
                    open.add(request);
                }
            }
        }
        return open;
    }

    private static boolean isCommitted(Admin admin, KafkaCommittable transaction) throws InterruptedException {
        String id = transaction.getTransactionalId();
        try {
            TransactionDescription description =
                    admin.describeTransactions(List.of(id)).description(id).get();
            int raised = description.producerEpoch() - transaction.getEpoch();
            return description.state() == TransactionState.COMPLETE_COMMIT
                    && description.producerId() == transaction.getProducerId()
                    && (raised == 0 || raised == 1);
        } catch (ExecutionException e) {
            LOG.warn("what became of transaction {} cannot be told; it is committed as if it were open", id, e);
            return false;
        }
    }
}
