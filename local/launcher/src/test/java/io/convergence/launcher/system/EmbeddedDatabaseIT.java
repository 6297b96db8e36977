package io.convergence.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path directory;

    @Test
    void aDatabaseAnswersAndLeavesNothingBehind() throws SQLException {
        Path data = directory.resolve("postgres");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0);
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isGreaterThanOrEqualTo(180_000);
        }
        assertThat(data).doesNotExist();
    }
}
