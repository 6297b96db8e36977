package io.convergence.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.Secret;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.launcher.system.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectiveRowWriterIT {
    private static final String SNAPSHOTS = """
            INSERT INTO slo_snapshots
            SELECT tenant, 'fast', 77, slo_group, window_end, 1, 95, 5, 100, 0.99, 'Occurrences',
                   window_end - interval '30 d', window_end, CASE slo_group WHEN 'host=y' THEN window_end - interval '1 d' END, 5, -4,
                   '{"1h": {"bad": 5, "good": 95, "total": 100}, "5m": {"bad": 0, "good": 0, "total": 0}}', '{}',
                   3, 4, 0.75, 0, 0, 'exhausted', false, '1h', 0, NULL
            FROM (VALUES ('b', '', '2026-06-05T12:01:00Z'::timestamptz),
                         ('a', 'host=y', '2026-06-05T12:01:00Z'),
                         ('a', 'host=Z', '2026-06-05T12:01:00Z'),
                         ('z', '', '2026-06-05T12:00:00Z')) AS v (tenant, slo_group, window_end)
            """;

    private static final String REPORT = """
            INSERT INTO slo_reports
            VALUES ('acme', 'fast', 77, '', 'day', '2026-06-05T00:00:00Z', '2026-06-06T00:00:00Z', 90, 10, 100, 0.99,
                    'Occurrences', 0.9, 10, -9, false, 100, 10, 7, 6, NULL, 0, 0, NULL, '{"page": {"/a": 4, "/b": 6}}',
                    '{"team": ["web", "shop"]}', '{"page-1h": ["pager"]}')
            """;

    @TempDir
    private Path directory;

    @Test
    void rowsBecomeLinesInTheOrderOfTimeAndKey() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("postgres"), 0)) {
            Endpoints endpoints = new Endpoints("-", database.jdbcUrl(), database.user(), database.password());
            Migrations.apply(new PostgresSettings(
                    database.jdbcUrl(), database.user(), new Secret(database.password()), Map.of()));
            try (Connection connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT ensure_day_partition('slo_snapshots', '2026-06-05', 90)");
                statement.execute(SNAPSHOTS);
                statement.execute(REPORT);
            }

            assertThat(new ObjectiveRowWriter(endpoints, directory).write(2))
                    .isEqualTo(new ObjectiveRowCounts(2, 4, 1));

            assertThat(Files.readAllLines(directory.resolve("slo-snapshots.jsonl")))
                    .containsExactly(
                            line(1_780_660_800_000L, "z", ""),
                            line(1_780_660_860_000L, "a", "host=Z"),
                            line(1_780_660_860_000L, "a", "host=y")
                                    .replace("\"revision\":1", "\"revision\":1,\"counted_from\":1780574460000"),
                            line(1_780_660_860_000L, "b", ""));
            assertThat(Files.readAllLines(directory.resolve("slo-reports.jsonl")))
                    .containsExactly(one("""
                            {"kind":"day","start":1780617600000,"end":1780704000000,"tenant":"acme","slo":"fast",
                            "generation":77,"group":"","good":90,"bad":10,"total":100,"target":0.99,"compliance":0.9,
                            "consumed":10.0,"remaining":-9.0,"events":100,"bad_events":10,"observed_minutes":7,"breach_minutes":6,
                            "worst_burn":null,"worst_burn_at":null,"attribution":{"page":{"/b":6,"/a":4}},
                            "labels":{"team":["web","shop"]},"notification_targets":{"page-1h":["pager"]}}"""));
        }
    }

    private static String line(long at, String tenant, String group) {
        return one("""
                {"at":%d,"tenant":"%s","slo":"fast","generation":77,"group":"%s","good":95,"bad":5,"total":100,
                "target":0.99,"consumed":5.0,"remaining":-4.0,"burn":{"5m":null,"1h":5.0},
                "windows":{"5m":{"good":0,"bad":0},"1h":{"good":95,"bad":5}},
                "coverage":0.75,"status":"exhausted","cold_start":false,"revision":1}""".formatted(at, tenant, group));
    }

    private static String one(String lines) {
        return lines.replace("\n", "");
    }
}
