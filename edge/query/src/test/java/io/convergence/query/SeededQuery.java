package io.convergence.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.http.BearerTokens;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.objects.ObjectStoreProcess;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.postgres.SqlClient;
import io.convergence.query.settings.QuerySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** Query service over a database with two tenants that have apps and hosts of the same names, and a client. */
public final class SeededQuery implements AutoCloseable {
    /** A token that reads the tenant {@code acme}. */
    public static final String ACME = "acme-reader-token-of-32-characters";

    /** A token that reads and edits the tenant {@code globex}. */
    public static final String GLOBEX = "globex-editor-token-of-32-characters";

    /** A token of both tenants. */
    public static final String BOTH = "both-reader-token-of-32-characters";

    /** A token that expired. */
    public static final String EXPIRED = "expired-reader-token-of-32-characters";

    /** A token of the tenant {@code initech}, which has no rows. */
    public static final String EMPTY = "initech-reader-token-of-32-characters";

    /** Environment variables of the service. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "CONVERGENCE_S3_ACCESS_KEY", ObjectStoreProcess.ACCESS_KEY,
            "CONVERGENCE_S3_SECRET_KEY", ObjectStoreProcess.SECRET_KEY);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> options;
    private final QuerySettings settings;
    private final Query query;
    private final SqlClient sql;
    private final Path access;
    private boolean stopped;
    private final Contract contract = new Contract();

    private SeededQuery(Map<String, String> options, SqlClient sql, Path access) {
        this.options = Map.copyOf(options);
        this.settings = QuerySettings.from(options, ENVIRONMENT);
        this.query = Query.start(settings);
        this.sql = sql;
        this.access = access;
    }

    /** Starts a service with rows that end at the present minute. */
    public static SeededQuery start(String... options) {
        return start(EmbeddedDatabase.shared(), 26, options);
    }

    /** Starts a service over a database server of its own, which the test can stop. */
    static SeededQuery startOn(EmbeddedDatabase server, String... options) {
        return start(server, 26, options);
    }

    private static SeededQuery start(EmbeddedDatabase server, int hours, String... options) {
        String name = "query_" + NEXT.incrementAndGet();
        String role = name + "_reader";
        SqlClient sql = new SqlClient(server.jdbcUrl(name), server.user(), server.password());
        try {
            server.sql().execute("CREATE DATABASE " + name);
            Flyway.configure()
                    .dataSource(server.jdbcUrl(name), server.user(), server.password())
                    .locations("filesystem:../../sql/postgres")
                    .load()
                    .migrate();
            sql.execute("CREATE ROLE " + role + " LOGIN; SELECT convergence_grant_reader('" + role + "')");
            new Seed(sql, hours).write();
            Path access = Files.createTempFile(Files.createDirectories(Path.of("target")), "access", ".yaml");
            Files.writeString(access, accessText());
            Map<String, String> values = new HashMap<>(Map.of(
                    "server.port", "0",
                    "management.port", "0",
                    "access.file", access.toString(),
                    "registry.file", "src/test/resources/apps.yaml",
                    "query.ingest-url", "https://rum.example/v1/rum",
                    "files.poll-interval", "100 ms",
                    "query.rate", "0",
                    "postgres.url", server.jdbcUrl(name),
                    "postgres.user", role));
            for (int i = 0; i < options.length; i += 2) {
                values.put(options[i], options[i + 1]);
            }
            return new SeededQuery(values, sql, access);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the service on port 8092 until the process ends, for looking at the console. */
    public static void main(String[] arguments) throws InterruptedException, SQLException {
        EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        ConsoleFeed.write(broker);
        SeededQuery seeded = start(
                EmbeddedDatabase.shared(),
                arguments.length == 0 ? 26 : Integer.parseInt(arguments[0]),
                "server.port",
                "8092",
                "kafka.bootstrap.servers",
                broker.bootstrapServers());
        new ConsoleSeed(seeded.sql).write();
        System.out.println("http://127.0.0.1:" + seeded.query.port() + "/login#" + ACME);
        System.out.println("http://127.0.0.1:" + seeded.query.port() + "/login#" + GLOBEX);
        new CountDownLatch(1).await();
    }

    /** The access file with the tokens of this class. */
    static String accessText() {
        StringBuilder text = new StringBuilder("tokens:\n");
        entry(text, "acme-reader", "acme", "reader", ACME, "");
        entry(text, "globex-editor", "globex", "editor", GLOBEX, "");
        entry(text, "both-reader", "acme, globex", "reader", BOTH, "");
        entry(text, "initech-reader", "initech", "reader", EMPTY, "");
        entry(text, "expired-reader", "acme", "reader", EXPIRED, ", expires: 2020-01-01T00:00:00Z");
        return text.toString();
    }

    private static void entry(StringBuilder text, String name, String tenants, String role, String token, String more) {
        text.append("  - {name: ")
                .append(name)
                .append(", tenants: [")
                .append(tenants)
                .append("], role: ");
        text.append(role)
                .append(", sha256: ")
                .append(BearerTokens.digest(token))
                .append(more)
                .append("}\n");
    }

    /** The address of a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + query.port() + path;
    }

    /** The service. */
    public Query query() {
        return query;
    }

    /** Options of a further service over the same database, in a process of its own. */
    Map<String, String> options() {
        return options;
    }

    /** A further service over the same database. */
    Query another() {
        return Query.start(settings);
    }

    /** SQL as the owner of the tables. */
    public SqlClient sql() {
        return sql;
    }

    /** Replaces the access file. */
    public void access(String text) throws IOException {
        Files.writeString(access, text);
    }

    /** The answer of a GET with a token; the body is text. */
    public HttpResponse<String> get(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    /** A request of a path. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    /** The answer of a request, which must be one that the description of the API admits. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            contract.check(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The metrics of the service as Prometheus reads them. */
    String metrics() {
        try {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + query.managementPort() + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the service if it runs; it must not have failed: its wrong requests are answered with 4xx. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            assertThat(metrics().lines()).contains("convergence_query_faults_total 0.0");
        } finally {
            query.close();
        }
    }
}
