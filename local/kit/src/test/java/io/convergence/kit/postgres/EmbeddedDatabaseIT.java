package io.convergence.kit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path directory;

    @Test
    void aDatabaseAnswersKeepsItsRowsOverARestartAndDeletesThemWhenClosed() throws SQLException {
        Path data = directory.resolve("postgres");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
            SqlClient sql = database.sql();
            List<String> version = sql.query("SELECT current_setting('server_version_num')::int");
            assertThat(Integer.parseInt(version.get(0))).isGreaterThanOrEqualTo(180_000);
            sql.execute("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, NULL)");

            database.stop();
            database.start();

            assertThat(sql.query("SELECT a, b FROM t ORDER BY a")).containsExactly("1|x", "2|null");
        }
        assertThat(data).doesNotExist();
    }
}
