package io.convergence.launcher.demo;

import io.convergence.core.settings.Secret;
import io.convergence.http.BearerTokens;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.Endpoints;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import io.convergence.query.Query;
import io.convergence.query.settings.QuerySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration's query service, which serves the console.
 *
 * @param address address of the console
 * @param token token of this run, which can read and edit every tenant of the demonstration
 * @param management address of the service's health, readiness and metrics
 */
public record DemoConsole(URI address, String token, URI management) {
    private static final String HOST = "127.0.0.1";
    private static final String ROLE = "convergence_query";
    private static final int TOKEN_BYTES = 32;

    /**
     * Creates the tables and the role of the service, and starts it; the teardown closes it.
     *
     * @param port port of the console, or 0 for a free one
     * @param gatewayPort port of the demonstration's gateway, or 0 for a free one; null without a gateway
     */
    public static DemoConsole start(
            Endpoints endpoints, int port, @Nullable Integer gatewayPort, RunDirectory run, Teardown teardown)
            throws IOException, SQLException {
        Migrations.apply(new PostgresSettings(
                endpoints.jdbcUrl(), endpoints.databaseUser(), new Secret(endpoints.databasePassword()), Map.of()));
        grant(endpoints);
        String token = newToken();
        Path access = Files.writeString(run.of("access.yaml"), access(token, gatewayPort != null));
        Map<String, String> options = new HashMap<>(Map.of(
                "server.host",
                HOST,
                "server.port",
                String.valueOf(port),
                "management.port",
                "0",
                "access.file",
                access.toString(),
                "registry.file",
                run.of("apps.yaml").toString(),
                "kafka.bootstrap.servers",
                endpoints.bootstrapServers(),
                "postgres.url",
                endpoints.jdbcUrl(),
                "postgres.user",
                ROLE));
        options.put("replay.directory", run.of(DemoEdge.RECORDINGS).toString());
        if (gatewayPort != null && gatewayPort > 0) {
            options.put("query.ingest-url", DemoEdge.ingestUrl(gatewayPort));
            options.put("query.events-url", DemoEdge.eventsUrl(gatewayPort));
        }
        Query query = teardown.add(Query.start(QuerySettings.from(options, Map.of())));
        return new DemoConsole(
                URI.create("http://" + HOST + ':' + query.port()),
                token,
                URI.create("http://" + HOST + ':' + query.managementPort()));
    }

    /** The address that logs in with the token by one click; the part after {@code #} is never sent to a server. */
    public URI link() {
        return URI.create(address + "/login#" + token);
    }

    /** The job's option {@code signal.url}: the page of the console that leads to the host or objective of a signal. */
    public String signalUrl() {
        return address
                + "/signal?tenant={tenant}&kind={kind}&app={app}&host={host}&slo={slo}&group={group}&tier={tier}";
    }

    /** Prints the address. */
    void print(Console console) {
        console.line("  Console   " + link() + "  are real users affected? The link logs you in.");
    }

    private static void grant(Endpoints endpoints) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        endpoints.jdbcUrl(), endpoints.databaseUser(), endpoints.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + ROLE + " LOGIN");
            statement.execute("SELECT convergence_grant_reader('" + ROLE + "')");
        }
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The access file. The token is an editor's, so that objectives can be changed in the console. */
    static String access(String token, boolean hasShop) {
        Collection<String> tenants =
                DemoStory.sites().stream().map(site -> site.tenant()).collect(Collectors.toCollection(TreeSet::new));
        if (hasShop) {
            tenants.add(DemoEdge.TENANT);
        }
        return "tokens: [{name: demo, tenants: [" + String.join(", ", tenants) + "], role: editor, sha256: "
                + BearerTokens.digest(token) + "}]\n";
    }
}
