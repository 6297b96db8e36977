package io.convergence.kit.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creation and deletion of topics that returns only when the broker has carried it out. */
public final class Topics {
    /** Longer than a broker takes to start, and to carry anything out, on a machine that is overloaded. */
    private static final Duration BROKER_WAIT = Duration.ofMinutes(4);

    private static final Duration BROKER_POLL = Duration.ofMillis(20);

    private Topics() {}

    /**
     * Creates topics and returns when the broker leads every partition. Until then the broker refuses writes; if it then
     * accepts the second batch of an idempotent producer before the first, the first can never be written.
     */
    public static void create(String bootstrapServers, Collection<NewTopic> topics) {
        try (Admin admin = admin(bootstrapServers)) {
            admin.createTopics(topics).all().get();
            Map<String, Integer> counts = new HashMap<>();
            topics.forEach(topic -> counts.put(topic.name(), topic.numPartitions()));
            awaitLeaders(admin, counts);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were created", e);
        }
    }

    /**
     * Adds partitions to topics and returns when the broker leads every one.
     *
     * @param counts new partition count by topic
     */
    public static void addPartitions(String bootstrapServers, Map<String, Integer> counts) {
        Map<String, NewPartitions> grown = new HashMap<>();
        counts.forEach((topic, count) -> grown.put(topic, NewPartitions.increaseTo(count)));
        try (Admin admin = admin(bootstrapServers)) {
            admin.createPartitions(grown).all().get();
            awaitLeaders(admin, counts);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the partitions could not be added: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while partitions were added", e);
        }
    }

    /** Deletes those of the topics that exist, and returns when the broker no longer lists them. */
    public static void delete(String bootstrapServers, Set<String> topics) {
        try (Admin admin = admin(bootstrapServers)) {
            List<String> present = admin.listTopics().names().get().stream()
                    .filter(topics::contains)
                    .toList();
            admin.deleteTopics(present).all().get();
            long deadline = System.nanoTime() + BROKER_WAIT.toNanos();
            while (admin.listTopics().names().get().stream().anyMatch(topics::contains)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the broker still lists the deleted topics " + topics);
                }
                LockSupport.parkNanos(BROKER_POLL.toNanos());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be deleted: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were deleted", e);
        }
    }

    /**
     * Waits until every partition has a leader, which alone answers for its end offset. The client retries while the
     * leader is unknown, but not when the broker has not yet learned of a topic that the controller has created.
     */
    private static void awaitLeaders(Admin admin, Map<String, Integer> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topics.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        });
        long deadline = System.nanoTime() + BROKER_WAIT.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(BROKER_POLL.toNanos());
            }
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(
                Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", (int) BROKER_WAIT.toMillis()));
    }
}
