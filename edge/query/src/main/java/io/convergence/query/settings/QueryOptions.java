package io.convergence.query.settings;

import io.convergence.core.settings.Option;
import io.convergence.http.ServerOptions;
import io.convergence.recordings.s3.S3Options;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Options of the query service. Other {@code kafka.*} keys are passed to the Kafka clients without that prefix. */
public final class QueryOptions {
    static final ServerOptions SERVER = ServerOptions.withPorts(8092, 8093);

    static final Option ACCESS_FILE = Option.text(
            "access.file", "conf/access.yaml", "File of the tokens that may ask; it is reloaded when it changes.");
    static final Option JWT_KEYS = Option.required(
            "jwt.jwks",
            "File or https address of the public keys (JWK set) of an issuer of JSON web tokens; without it none are "
                    + "admitted.");
    static final Option JWT_ISSUER =
            Option.required("jwt.issuer", "Required value of the claim iss; required with jwt.jwks.");
    static final Option JWT_AUDIENCE =
            Option.required("jwt.audience", "Value that the claim aud must contain; required with jwt.jwks.");
    static final Option JWT_TENANTS_CLAIM = Option.text(
            "jwt.tenants-claim", "/tenants", "JSON pointer to the tenants in the claims: a text or a list of texts.");
    static final Option JWT_ROLE_CLAIM = Option.text(
            "jwt.role-claim", "/role", "JSON pointer to the role in the claims, reader or editor: a text or a list.");
    static final Option REGISTRY_FILE = Option.text(
            "registry.file",
            "conf/apps.yaml",
            "File of the gateway's keys, for /api/v1/dsns; it may be absent and is reloaded when it changes.");
    static final Option POLL_INTERVAL = Option.duration(
            "files.poll-interval", Duration.ofSeconds(5), "Interval between two checks of these files for a change.");
    static final Option CONNECTIONS = Option.number(
            "query.connections",
            8,
            "Number of database connections; one tenant uses at most half of them while another one waits.");
    static final Option TIMEOUT =
            Option.duration("query.timeout", Duration.ofSeconds(5), "Maximum time of one database statement.");
    static final Option CACHE_BYTES = Option.number(
            "query.cache-bytes", 256L << 20, "Maximum size in bytes of all rendered answers of /v1/rum in memory.");
    static final Option RATE = Option.number(
            "query.rate", 50, "Requests a second that one token may send, with bursts of twice as many; 0: no limit.");
    static final Option INGEST_URL = Option.required(
            "query.ingest-url",
            "Address that browsers post to, such as https://rum.example.com/v1/rum; without it keys have no dsn.");
    static final Option EVENTS_URL = Option.required(
            "query.events-url",
            "Address that events of the second plane are posted to, such as https://rum.example.com/ingest; without it DSNs "
                    + "have no dsn.");
    static final Option EVENTS_INTERVAL = Option.duration(
            "events.interval",
            Duration.ofSeconds(1),
            "Interval at which the rows of tenants with event streams are read.");
    static final Option STREAMS =
            Option.number("events.streams-per-tenant", 100, "Maximum number of open event streams of a tenant.");
    static final Option SYMBOLS_UPLOAD_MAX = Option.number(
            "symbols.upload-max",
            100L << 20,
            "Maximum size in bytes of an uploaded archive of symbol files; 0 turns uploads off.");
    static final Option SYMBOLS_TENANT_MAX = Option.number(
            "symbols.tenant-max",
            20L << 30,
            "Maximum size in bytes of all archives of a tenant as they are stored; further uploads are answered with 507.");
    static final Option SYMBOLS_MEMORY = Option.number(
            "symbols.memory",
            128L << 20,
            "Memory in bytes for symbol files that were read; a file that needs more than half is not read.");
    static final Option SYMBOLS_RETENTION_DAYS = Option.number(
            "symbols.retention-days", 180, "Days after which an archive that resolves no stack is deleted.");
    static final Option SYMBOLS_IMPORT_FOLDER = Option.required(
            "symbols.import-dir",
            "Folder whose archives PLATFORM/app_id-env-version.zip are stored, and deleted once their file is removed; "
                    + "without it none are.");
    static final Option SYMBOLS_OPEN_CHECK = Option.flag(
            "symbols.open-check",
            false,
            "Whether /v1/sourcemap/check answers without a token; it shows names of source files to everybody then.");
    static final Option REPLAY_DIRECTORY = Option.text(
            "replay.directory",
            "data/recordings",
            "Directory in which the gateway stores recordings of sessions with replay.store = directory; it may be absent.");
    static final Option TOPIC_DEFINITIONS = Option.text(
            "topics.definitions",
            "slo.definitions",
            "Topic of OpenSLO documents, whose history is recorded in slo_documents.");
    static final Option TOPIC_VERDICTS = Option.text(
            "topics.verdicts",
            "convergence.verdicts",
            "Topic of verdicts, whose last records show what the job has committed.");
    static final Option TOPIC_REJECTS =
            Option.text("topics.rejects", "ingest.rejects", "Topic of the numbers of refused requests.");
    static final Option TOPIC_DELIVERIES = Option.text(
            "topics.deliveries", "signals.deliveries", "Topic of the latest delivery of each receiver and signal.");
    static final Option TOPIC_EVENTS = Option.text(
            "topics.events", "rum.events", "Topic of events of the second plane, to which erasures are written.");
    static final Option TOPIC_DSNS = Option.text(
            "topics.dsns",
            "rum.dsns",
            "Compacted topic of DSNs that are created over the API, which is copied into rum_dsns.");
    static final Option BOOTSTRAP_SERVERS = Option.required(
            "kafka.bootstrap.servers",
            "Kafka brokers to connect to first, host:port separated by commas; without it deliveries and refused requests "
                    + "are unknown.");
    static final Option POSTGRES_URL = Option.required(
            "postgres.url", "JDBC address of the job's database, such as jdbc:postgresql://host/name; required.");
    static final Option POSTGRES_USER = Option.text(
            "postgres.user",
            "convergence_query",
            "Database role; it must not own the tables, be a superuser or have BYPASSRLS.");

    private QueryOptions() {}

    /** Every option in the order of the configuration file. */
    public static List<Option> all() {
        List<Option> first = List.of(
                ACCESS_FILE,
                JWT_KEYS,
                JWT_ISSUER,
                JWT_AUDIENCE,
                JWT_TENANTS_CLAIM,
                JWT_ROLE_CLAIM,
                REGISTRY_FILE,
                POLL_INTERVAL,
                CONNECTIONS,
                TIMEOUT,
                CACHE_BYTES,
                RATE,
                INGEST_URL,
                EVENTS_URL,
                EVENTS_INTERVAL,
                STREAMS,
                SYMBOLS_UPLOAD_MAX,
                SYMBOLS_TENANT_MAX,
                SYMBOLS_MEMORY,
                SYMBOLS_RETENTION_DAYS,
                SYMBOLS_IMPORT_FOLDER,
                SYMBOLS_OPEN_CHECK);
        List<Option> others = List.of(
                REPLAY_DIRECTORY,
                TOPIC_DEFINITIONS,
                TOPIC_VERDICTS,
                TOPIC_REJECTS,
                TOPIC_DELIVERIES,
                TOPIC_EVENTS,
                TOPIC_DSNS,
                BOOTSTRAP_SERVERS,
                POSTGRES_URL,
                POSTGRES_USER);
        return Stream.of(SERVER.all(), first, S3Options.all(), others)
                .flatMap(List::stream)
                .toList();
    }
}
