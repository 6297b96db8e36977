package io.convergence.relay.receive;

import io.convergence.relay.routes.Receiver;
import java.time.Duration;

/** Choice of the writer of a receiver. */
public final class MessageWriters {
    private MessageWriters() {}

    /**
     * The writer for a receiver.
     *
     * @param expires time after which Alertmanager resolves an alert by itself
     */
    public static MessageWriter of(Receiver receiver, Duration expires) {
        return switch (receiver.type()) {
            case ALERTMANAGER -> new AlertmanagerWriter(receiver, expires);
            case PAGERDUTY -> new PagerdutyWriter(receiver);
            case WEBHOOK -> new WebhookWriter(receiver);
            case SLACK -> new SlackWriter(receiver);
            case TEAMS -> new TeamsWriter(receiver);
        };
    }
}
