package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results of requests of one lane: they change the state of their keys and are recorded and counted. */
final class DeliveryResults {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryResults.class);

    private final String receiver;
    private final LaneTools tools;
    private final Object lock;

    /**
     * Creates the results of a lane.
     *
     * @param lock lock of the lane, under which the state of its keys is changed; records are written without it
     */
    DeliveryResults(String receiver, LaneTools tools, Object lock) {
        this.receiver = receiver;
        this.tools = tools;
        this.lock = lock;
    }

    /** Records that fires are about to be sent, so that whoever continues after a kill sends their resolves. */
    void recordIntents(List<DueNotice> batch) {
        boolean isAny = false;
        for (DueNotice due : batch) {
            RecordedDelivery intent;
            synchronized (lock) {
                intent = due.track().intend(due.notice(), System.currentTimeMillis());
            }
            if (intent != null) {
                tools.log().record(due.track().partition(), intent);
                isAny = true;
            }
        }
        if (isAny) {
            tools.log().await();
        }
    }

    void accept(List<DueNotice> batch, int status) {
        long now = System.currentTimeMillis();
        int news = 0;
        for (DueNotice due : batch) {
            RecordedDelivery accepted;
            synchronized (lock) {
                accepted = due.track().accept(due.notice(), due.isNews(), status, now);
            }
            if (accepted != null) {
                news++;
                tools.log().record(due.track().partition(), accepted);
                Instant emitted = due.notice().signal().emittedAt();
                tools.metrics().observeDelivery(receiver, Math.max(0, now - emitted.toEpochMilli()));
            }
        }
        tools.metrics().countDeliveries(receiver, "delivered", news);
    }

    void refuse(DueNotice due, int status) {
        RecordedDelivery refused;
        synchronized (lock) {
            refused = due.track().refuse(due.notice(), due.isNews(), status, System.currentTimeMillis());
        }
        LOG.warn(
                "{} refused {} with status {}; it is not repeated until the signal changes",
                receiver,
                due.notice().signal().id(),
                status);
        tools.metrics().countDeliveries(receiver, "refused", 1);
        if (refused != null) {
            tools.log().record(due.track().partition(), refused);
        }
    }

    /** Records that a fire needs no delivery any more, if that is so. */
    void withdraw(SignalTrack track, long now) {
        RecordedDelivery withdrawn = track.withdraw(now);
        if (withdrawn != null) {
            tools.metrics().countDeliveries(receiver, "skipped", 1);
            tools.log().record(track.partition(), withdrawn);
        }
    }
}
