package io.convergence.launcher.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the console and for the alert router that is informed of signals. */
public final class ReadSideOptions {
    @Option(
            names = "--query-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of the console and the query API. Usually 8092.")
    @Nullable
    Integer queryPort;

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            converter = WebAddress.class,
            description = "Address of an Alertmanager. With it a relay is started that sends every signal there.")
    @Nullable
    URI alertmanager;

    @Option(
            names = "--no-events",
            description = "Leave out the second plane: events of sessions, and the sessions job that counts them.")
    boolean withoutEvents;

    /** Whether the second plane runs. */
    public boolean events() {
        return !withoutEvents;
    }

    /** Port of the console, or 0 for any free one. */
    public int query() {
        return PortNumber.orUsual(queryPort, 8092);
    }

    /** Address of an Alertmanager, or null when no relay is wanted. */
    public @Nullable URI alertmanager() {
        return alertmanager;
    }
}
