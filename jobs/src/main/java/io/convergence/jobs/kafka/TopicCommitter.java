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
 * Committer of transactions that skips those of a restored savepoint or checkpoint that are already committed. Usually
 * the job that took it has committed them. When a broker commits, it raises the epoch of the producer (KIP-890); it then
 * rejects a second commit under the old epoch, which the connector reports as lost data, after each planned restart.
 */
@SuppressWarnings("try") // exceptions of the wrapped committer, interruptions too, are handled by Flink
final class TopicCommitter implements Committer<KafkaCommittable> {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final Properties clients;

    /**
     * Wraps the connector's committer.
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

    /** The restored requests that are not committed yet; the others are marked as committed. */
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
            LOG.warn("the state of transaction {} is unknown; it is committed as if it were open", id, e);
            return false;
        }
    }
}
