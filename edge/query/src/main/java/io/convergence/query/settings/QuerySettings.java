package io.convergence.query.settings;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.KnownKeys;
import io.convergence.core.settings.OptionReader;
import io.convergence.http.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a query service, read once at the start. All problems are reported together.
 *
 * @param server addresses and bounds of the HTTP servers
 * @param store settings of the database connections
 * @param accessFile file of tokens
 * @param jwt settings of JSON web tokens; null when none are admitted
 * @param registryFile file of the gateway's keys; it may be absent
 * @param pollInterval interval between two checks of the files for a change
 * @param cacheBytes most bytes of rendered answers in memory
 * @param rate requests a second of one token; 0 means no limit
 * @param ingestUrl address that beacons are posted to; empty when it is unknown
 * @param eventsUrl address that events are posted to; empty when it is unknown
 * @param eventsInterval interval at which rows are read for event streams
 * @param streamsPerTenant most open event streams of a tenant
 * @param symbols settings of archives of symbol files
 * @param recordings settings of the store of recordings of sessions
 * @param topics settings of the Kafka clients
 */
public record QuerySettings(
        ServerSettings server,
        StoreSettings store,
        Path accessFile,
        @Nullable JwtSettings jwt,
        Path registryFile,
        Duration pollInterval,
        long cacheBytes,
        int rate,
        String ingestUrl,
        String eventsUrl,
        Duration eventsInterval,
        int streamsPerTenant,
        SymbolSettings symbols,
        RecordingPlace recordings,
        QueryTopics topics) {

    /** Client properties on which a guarantee of the service depends, each with that guarantee. */
    private static final Map<String, String> RESERVED = Map.of(
            "kafka.group.id", "every process reads the topics whole",
            "kafka.enable.auto.commit", "every process reads the topics whole",
            "kafka.auto.offset.reset", "every process reads the topics whole",
            "kafka.isolation.level", "only committed records count",
            "kafka.allow.auto.create.topics", "a topic is created by its writer",
            "kafka.acks", "a definition is kept once its change was answered",
            "kafka.enable.idempotence", "a definition is written once",
            "kafka.key.deserializer", "keys are bytes",
            "kafka.value.deserializer", "values are bytes");

    private static final KnownKeys KNOWN = KnownKeys.withKafkaClient(QueryOptions.all(), RESERVED);

    /**
     * Reads the settings.
     *
     * @param values the value of every key that is set
     * @param environment environment variables, the only source of secrets
     * @throws InvalidSettings with all problems, if there are any
     */
    public static QuerySettings from(Map<String, String> values, Map<String, String> environment) {
        OptionReader reader = new OptionReader(values);
        KNOWN.check(reader);
        Duration tenth = Duration.ofMillis(100);
        QuerySettings settings = new QuerySettings(
                ServerSettings.read(reader, QueryOptions.SERVER),
                StoreSettings.read(reader, environment),
                Path.of(reader.text(QueryOptions.ACCESS_FILE)),
                JwtSettings.read(reader),
                Path.of(reader.text(QueryOptions.REGISTRY_FILE)),
                reader.duration(QueryOptions.POLL_INTERVAL, tenth, Duration.ofHours(1)),
                reader.number(QueryOptions.CACHE_BYTES, 0, 1L << 40),
                reader.number(QueryOptions.RATE, 0, 1_000_000),
                reader.values().getOrDefault(QueryOptions.INGEST_URL.key(), ""),
                reader.values().getOrDefault(QueryOptions.EVENTS_URL.key(), ""),
                reader.duration(QueryOptions.EVENTS_INTERVAL, tenth, Duration.ofMinutes(1)),
                reader.number(QueryOptions.STREAMS, 0, 100_000),
                SymbolSettings.read(reader),
                RecordingPlace.read(reader, environment),
                QueryTopics.read(reader, environment));
        reader.problems().throwIfAny();
        return settings;
    }
}
