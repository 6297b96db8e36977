package io.convergence.relay.routes;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.http.WatchedFile;
import java.nio.file.Path;
import java.util.Map;

/** File of receivers and routes. */
public final class RoutesFile {
    private RoutesFile() {}

    /**
     * Reads the file.
     *
     * @param environment environment variables, the only source of secrets
     * @throws InvalidSettings with every problem of the file, each with its line
     */
    public static WatchedFile<RoutingTable> open(Path path, Map<String, String> environment) {
        return WatchedFile.open(
                "routes.file",
                path,
                text -> RoutesText.parse(text, environment),
                table -> table.receivers().size() + table.eventsReceivers().size() + " receivers");
    }
}
