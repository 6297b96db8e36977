package io.convergence.launcher.recovery;

import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;

/**
 * A database whose disk is full: every table refuses new and changed rows with SQLSTATE 53100. Each table is changed in a
 * transaction of its own, so that the change cannot deadlock with writers.
 *
 * @param sql access to the database as the owner of the tables
 */
record FullDatabase(SqlClient sql) {
    private static final String REFUSAL = """
            CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
            END $$""";

    private static final String EACH_TABLE = """
            DO $$
            DECLARE name regclass;
            BEGIN
                FOR name IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                            AND n.nspname NOT IN ('pg_catalog', 'information_schema') LOOP
                    EXECUTE format('%s', name);
                    COMMIT;
                END LOOP;
            END $$""";

    /** Makes the tables refuse rows. */
    void refuseRows() throws SQLException {
        sql.execute(REFUSAL);
        sql.execute(EACH_TABLE.formatted("CREATE OR REPLACE TRIGGER disk_full BEFORE INSERT OR UPDATE ON %s"
                + " FOR EACH STATEMENT EXECUTE FUNCTION disk_full()"));
    }

    /** Makes the tables accept rows again. */
    void acceptRows() throws SQLException {
        sql.execute(EACH_TABLE.formatted("DROP TRIGGER disk_full ON %s"));
    }
}
