package io.convergence.query.settings;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.KnownKeys;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.http.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of a query service, read once at the start. All problems are reported together.
 *
 * @param server addresses and bounds of the HTTP servers
 * @param store settings of the database connections
 * @param accessFile file of tokens
 * @param pollInterval interval between two checks of the file for a change
 * @param cacheBytes most bytes of rendered answers in memory
 * @param rate requests a second of one token; 0 means no limit
 * @param eventsInterval interval at which rows are read for event streams
 * @param streamsPerTenant most open event streams of a tenant
 */
public record QuerySettings(
        ServerSettings server,
        StoreSettings store,
        Path accessFile,
        Duration pollInterval,
        long cacheBytes,
        int rate,
        Duration eventsInterval,
        int streamsPerTenant) {

    private static final KnownKeys KNOWN =
            new KnownKeys(QueryOptions.all().stream().map(Option::key).toList(), Map.of(), key -> false);

    /**
     * Reads the settings.
     *
     * @param values the value of every key that is set
     * @param environment environment variables, the only source of secrets
     * @throws InvalidSettings with all problems, if there are any
     */
    public static QuerySettings from(Map<String, String> values, Map<String, String> environment) {
        OptionReader reader = new OptionReader(values);
        KNOWN.check(reader.values().keySet(), reader.problems());
        Duration tenth = Duration.ofMillis(100);
        QuerySettings settings = new QuerySettings(
                ServerSettings.read(reader, QueryOptions.SERVER),
                StoreSettings.read(reader, environment),
                Path.of(reader.text(QueryOptions.ACCESS_FILE)),
                reader.duration(QueryOptions.POLL_INTERVAL, tenth, Duration.ofHours(1)),
                reader.number(QueryOptions.CACHE_BYTES, 0, 1L << 40),
                reader.number(QueryOptions.RATE, 0, 1_000_000),
                reader.duration(QueryOptions.EVENTS_INTERVAL, tenth, Duration.ofMinutes(1)),
                reader.number(QueryOptions.STREAMS, 0, 100_000));
        reader.problems().throwIfAny();
        return settings;
    }
}
