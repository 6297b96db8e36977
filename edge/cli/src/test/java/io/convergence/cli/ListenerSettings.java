package io.convergence.cli;

import java.util.List;
import java.util.Map;

/**
 * The listener of a broker for clients.
 *
 * @param protocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
 * @param properties properties of the broker that belong to the listener
 * @param scramUsers users that the broker knows from its beginning, each as {@code MECHANISM=[name=...,password=...]}
 */
record ListenerSettings(String protocol, Map<String, String> properties, List<String> scramUsers) {
    ListenerSettings {
        properties = Map.copyOf(properties);
        scramUsers = List.copyOf(scramUsers);
    }

    /** A listener without encryption and authentication. */
    static ListenerSettings plaintext() {
        return new ListenerSettings("PLAINTEXT", Map.of(), List.of());
    }
}
