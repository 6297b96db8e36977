package io.convergence.relay.routes;

/**
 * Receiver of the events of the second plane.
 *
 * @param webhook name, URL, secrets and rate
 * @param tenant tenant whose events it gets, or {@code *} for every tenant
 */
public record EventsReceiver(Receiver webhook, String tenant) {
    /** The word in the file of routes. */
    static final String TYPE = "events";

    /** Its unique name, part of the name of its consumer group. */
    public String name() {
        return webhook.name();
    }
}
