package io.convergence.query;

import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorFingerprint;
import io.convergence.kit.wait.Waiting;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Stacks of errors that came before their archive, or were not resolved in time by the job. */
class LateStacksIT {
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final String STACK = "Error: a\n    at f (https://shop.example/a.js:1:1)";

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void aStackIsResolvedOnceItsArchiveIsThere() throws SQLException {
        insert("globex", "one", "late", "no_zip");
        insert("globex", "two", "late", "timeout");
        insert("acme", "one", "late", "no_zip");
        insert("globex", "other", "elsewhere", "no_zip");
        assertThat(counts())
                .isEqualTo("[{\"sdk\":\"\",\"status\":\"no_zip\",\"stacks\":1},"
                        + "{\"sdk\":\"\",\"status\":\"timeout\",\"stacks\":1}]");
        put("late", "a.js.map", "webpack:///./src/cart.js");
        Waiting.until(
                "both stacks of the app to be resolved",
                () -> rows("late")
                        .equals(List.of(
                                "acme|one|no_zip",
                                "globex|one|success|Error: a\n    at f (webpack:///./src/cart.js:6:5)|src/cart.js",
                                "globex|two|success|Error: a\n    at f (webpack:///./src/cart.js:6:5)|src/cart.js")));
        assertThat(counts()).isEqualTo("[{\"sdk\":\"\",\"status\":\"success\",\"stacks\":2}]");
        assertThat(rows("elsewhere")).containsExactly("globex|other|no_zip");
        assertThat(QUERY.sql().query("SELECT DISTINCT resolved_fingerprint FROM error_stacks WHERE source IS NOT NULL"))
                .containsExactly(new ErrorFingerprint("Error", "a", "src/cart.js").hash());

        // An archive without the file is looked at once; the better text stays until then.
        HttpResponse<String> deleted = QUERY.send(QUERY.request("/v1/sourcemap?app_id=late&version=1&token=" + GLOBEX)
                .method("DELETE", BodyPublishers.noBody()));
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(rows("late")).hasSize(3).anyMatch(row -> row.startsWith("globex|one|success|"));
        put("late", "other.js.map", "src/other.js");
        Waiting.until(
                "the new archive to be looked at",
                () -> rows("late").equals(List.of("acme|one|no_zip", "globex|one|no_file", "globex|two|no_file")));
        assertThat(QUERY.sql().query("SELECT tenants_with_late_stacks()")).isEmpty();
        Waiting.until(
                "no stack to be counted as late",
                () -> QUERY.metrics()
                        .lines()
                        .anyMatch("convergence_query_symbols_late_stacks{platform=\"web\"} 0.0"::equals));
        assertThat(QUERY.metrics().lines())
                .as("the other archive of this class may be there too")
                .anyMatch(line -> line.matches("convergence_query_symbols_archives\\{platform=\"web\"} [12]\\.0"))
                .contains("convergence_query_symbols_archives{platform=\"ios\"} 0.0");
    }

    @Test
    void aGroupCountedUnderRawNamesIsAddedToTheResolvedOne() throws SQLException {
        String resolved = new ErrorFingerprint("Error", "a", "src/merged.js").hash();
        insert("globex", "raw", "merged", "no_zip");
        group("merged", fingerprint(), 3);
        group("merged", resolved, 4);
        put("merged", "a.js.map", "src/merged.js");
        Waiting.until(
                "the groups to be one",
                () -> query(
                                "SELECT concat_ws('|', fingerprint, count, sessions) FROM rum_resolved_groups WHERE app = 'merged'")
                        .equals(List.of(resolved + "|7|2")));
    }

    /** The stacks of the app {@code late} by SDK and outcome, as the list of its archives answers them. */
    private static String counts() {
        String list = QUERY.get(GLOBEX, "/v1/sourcemap?app_id=late").body();
        return list.substring(list.indexOf("\"stacks\":") + 9, list.length() - 1);
    }

    private static String fingerprint() {
        return ErrorFingerprint.of("Error", "a", STACK).hash();
    }

    private static void insert(String tenant, String id, String appId, String status) throws SQLException {
        QUERY.sql()
                .execute(
                        "INSERT INTO error_stacks (tenant, stack_id, app, app_id, env, version, sdk, type, template, raw,"
                                + " top, fingerprint, resolved_fingerprint, status, status_rank, archive_id, last_seen) VALUES ('"
                                + String.join("', '", tenant, id, appId, appId, "", "1", "", "Error", "a", STACK, "")
                                + "', '" + fingerprint() + "', '" + fingerprint() + "', '" + status + "', "
                                + (status.equals("timeout") ? 0 : 1) + ", 0, now())");
    }

    private static void group(String app, String fingerprint, int count) throws SQLException {
        QUERY.sql()
                .execute("INSERT INTO rum_error_groups (tenant, app, fingerprint, type, template, top, first_seen,"
                        + " last_seen, count, sessions) VALUES ('globex', '" + app + "', '" + fingerprint
                        + "', 'Error', 'a', 'x', now(), now(), " + count + ", 1)");
    }

    private static void put(String appId, String entry, String source) {
        String map = "{\"version\":3,\"sources\":[\"" + source + "\"],\"names\":[],\"mappings\":\"AAKI\"}";
        HttpResponse<String> answer =
                QUERY.send(QUERY.request("/v1/sourcemap?app_id=" + appId + "&version=1&token=" + GLOBEX)
                        .header("Content-Type", Multipart.TYPE)
                        .PUT(Multipart.file(Multipart.zip(entry, map))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> rows(String appId) {
        return query("SELECT concat_ws('|', tenant, stack_id, status, source, nullif(top, '')) FROM error_stacks"
                + " WHERE app_id = '" + appId + "' ORDER BY tenant, stack_id");
    }

    private static List<String> query(String sql) {
        try {
            return QUERY.sql().query(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
