package io.convergence.gateway.route;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.rum.Beacon;
import io.convergence.core.window.BusyHosts;
import io.convergence.core.window.HostKey;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.metrics.Plane;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publication of beacons, each id once within the window of the deduplication, and its counts. Beacons of a host are in one
 * partition, those of a busy host in all. Confined to its event loop.
 */
final class BeaconPublication {
    private final GatewayContext gateway;
    private final BeaconEncoder encoder = new BeaconEncoder();
    private final BusyHosts busyHosts = new BusyHosts();
    private final String topic;

    BeaconPublication(GatewayContext gateway) {
        this.gateway = gateway;
        topic = gateway.settings().publish().beacons();
    }

    /** What became of a beacon. */
    enum Outcome {
        /** The broker has it. */
        PUBLISHED,
        /** The broker has an earlier one with its id. */
        DUPLICATE,
        /** Neither is known to be written. */
        FAILED
    }

    /**
     * Publishes a beacon unless one with its id was published or is being published, whose result it then shares.
     *
     * @param id id as it was sent, or null for a beacon without one
     * @param result called once, by any thread
     */
    void publish(@Nullable SentId id, Beacon beacon, Consumer<Outcome> result) {
        CompletableFuture<Boolean> earlier =
                id == null ? null : gateway.sentIds().claim(id);
        if (earlier == null) {
            send(id, beacon, result);
            return;
        }
        CompletableFuture<Void> unused = earlier.thenAccept(isWritten -> {
            if (isWritten) {
                gateway.metrics().countDuplicate(beacon.tenant(), Plane.RUM);
            }
            result.accept(isWritten ? Outcome.DUPLICATE : Outcome.FAILED);
        });
    }

    private void send(@Nullable SentId id, Beacon beacon, Consumer<Outcome> result) {
        if (!gateway.publisher().isReady()) {
            release(id, false);
            result.accept(Outcome.FAILED);
            return;
        }
        long startNanos = System.nanoTime();
        HostKey host = HostKey.of(beacon);
        byte[] key = host.recordKey().getBytes(StandardCharsets.UTF_8);
        Integer partition = partition(host, beacon.receivedAt());
        gateway.publisher().send(topic, partition, key, encoder.encode(beacon), beacon.receivedAt(), written -> {
            release(id, written);
            if (written) {
                gateway.metrics().observePublish(System.nanoTime() - startNanos);
                gateway.metrics().countAccepted(beacon.tenant(), Plane.RUM, 1);
            }
            result.accept(written ? Outcome.PUBLISHED : Outcome.FAILED);
        });
    }

    /** The partition of a beacon; null for that of its key. */
    private @Nullable Integer partition(HostKey host, long receivedAt) {
        int partitions = busyHosts.add(host, receivedAt) ? gateway.publisher().partitions(topic) : 0;
        return partitions == 0 ? null : busyHosts.nextPartition(partitions);
    }

    private void release(@Nullable SentId id, boolean isWritten) {
        if (id != null) {
            gateway.sentIds().release(id, isWritten);
        }
    }
}
