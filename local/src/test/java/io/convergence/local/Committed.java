package io.convergence.local;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run has committed, but the times of writing; equal for equal runs.
 *
 * @param topics records, sorted, by topic
 * @param tables rows, sorted, by table
 */
record Committed(Map<String, List<String>> topics, Map<String, List<String>> tables) {

    static Committed of(Output output, Stage stage) throws SQLException {
        return new Committed(output.withoutEmissionTime(), stage.rows().all());
    }
}
