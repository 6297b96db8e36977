package io.convergence.relay.routes;

import io.convergence.core.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * One alert router. Its string form names no URL and no secret, since URLs of chat webhooks are secrets.
 *
 * @param name unique name, part of the key of its deliveries
 * @param type its type
 * @param urls where it is reached; more than one for Alertmanager only
 * @param secrets routing key of PagerDuty, or the secrets that webhooks are signed with, the present one first
 * @param ratePerMinute most requests a minute; 0 means no limit
 */
public record Receiver(String name, ReceiverType type, List<URI> urls, List<Secret> secrets, int ratePerMinute) {

    public Receiver {
        urls = List.copyOf(urls);
        secrets = List.copyOf(secrets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Receiver receiver
                && name.equals(receiver.name)
                && type == receiver.type
                && urls.equals(receiver.urls)
                && revealed().equals(receiver.revealed())
                && ratePerMinute == receiver.ratePerMinute;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, urls, ratePerMinute);
    }

    @Override
    public String toString() {
        return "Receiver[" + name + ", " + type.label() + "]";
    }

    private List<String> revealed() {
        return secrets.stream().map(Secret::reveal).toList();
    }
}
