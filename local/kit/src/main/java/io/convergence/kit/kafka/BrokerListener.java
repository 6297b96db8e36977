package io.convergence.kit.kafka;

import io.convergence.kit.net.FreePort;
import java.util.List;
import java.util.Map;

/**
 * Listener for clients that a broker has beside its plaintext one, with encryption, authentication or both.
 *
 * @param port port on the loopback address
 * @param protocol {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
 * @param properties properties of the broker that belong to the listener, without the prefix of its name
 * @param scramUsers users that the broker knows from its beginning, each as {@code MECHANISM=[name=...,password=...]}
 */
public record BrokerListener(int port, String protocol, Map<String, String> properties, List<String> scramUsers) {
    /** The name of the listener in the broker's configuration. */
    static final String NAME = "CLIENTS";

    public BrokerListener {
        properties = Map.copyOf(properties);
        scramUsers = List.copyOf(scramUsers);
    }

    /** A listener on a free port. */
    public static BrokerListener onFreePort(String protocol, Map<String, String> properties, List<String> scramUsers) {
        return new BrokerListener(FreePort.any(), protocol, properties, scramUsers);
    }

    /** The address for clients, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }
}
