package io.convergence.launcher.harness;

import io.convergence.http.BearerTokens;
import io.convergence.query.Query;
import io.convergence.query.settings.QuerySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Query services over the topics and the database of a stage. */
public final class StageQuery {
    private StageQuery() {}

    /**
     * Starts a service.
     *
     * @param directory of its files
     * @param token of an editor of {@link Lines#TENANT}
     */
    public static Query start(Stage stage, Path directory, String token) throws Exception {
        String role = stage.name() + "_reader";
        StoredRows rows = stage.rows();
        if (rows.query("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'").isEmpty()) {
            rows.execute("CREATE ROLE " + role + " LOGIN");
            rows.execute("SELECT convergence_grant_reader('" + role + "')");
        }
        Path access = Files.writeString(
                directory.resolve("access.yaml"),
                "tokens: [{name: editor, tenants: [" + Lines.TENANT + "], role: editor, sha256: "
                        + BearerTokens.digest(token) + "}]");
        return Query.start(QuerySettings.from(
                Map.of(
                        "server.port",
                        "0",
                        "management.port",
                        "0",
                        "access.file",
                        access.toString(),
                        "registry.file",
                        directory.resolve("apps.yaml").toString(),
                        "kafka.bootstrap.servers",
                        stage.bootstrapServers(),
                        "postgres.url",
                        stage.endpoints().jdbcUrl(),
                        "postgres.user",
                        role),
                Map.of()));
    }
}
