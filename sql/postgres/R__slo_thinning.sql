-- How do old snapshots become fewer?
--
-- A span of 5 minutes or an hour is (end - length, end], because a snapshot is of the minute before its boundary. The last row
-- of each budget in the span remains, as it was written: the state of the budget at the end of the span. It is marked with the
-- length of the span in resolution_seconds. The counts of a budget are never computed from these rows.
--
-- Only whole hours that are older than the age of a resolution are thinned, and the rows that remain depend on the rows that
-- were written and on that age, not on the times of the calls: a row that is written to an hour that is thinned already, by a
-- restored job or as a restatement, sets the progress back, so that the hour is thinned again.

/*
 * Locks. A call holds the rows of slo_thinning until it ends, and never waits for a row: rows that a writer holds are
 * skipped, and the next call starts at their budgets again. A writer of an old row waits for the call in the trigger below,
 * and a writer of a row that is being thinned waits for the same call. Hence no two of them wait for each other.
 */
CREATE OR REPLACE FUNCTION thin_snapshots(
    reached timestamptz, minute_hours integer, five_minute_hours integer,
    most_millis integer DEFAULT 200, budgets integer DEFAULT 50)
    RETURNS boolean
    LANGUAGE plpgsql
    -- The rows of few budgets are found in the primary key, whatever the planner knows about a new partition.
    SET enable_hashjoin = off
    SET enable_mergejoin = off
AS
$$
DECLARE
    -- Rows until then belong to hours.
    hourly    CONSTANT timestamptz := date_bin('1 hour', reached - make_interval(hours => five_minute_hours), 'epoch');
    deadline  timestamptz := clock_timestamp();
    step      record;
    progress  slo_thinning;
    first_day date;
    until     timestamptz;
    span_from timestamptz;
    span_to   timestamptz;
    budget    record;
    has_more  boolean := false;
BEGIN
    -- One caller at a time; any other leaves the work to it.
    IF (SELECT count(*) FROM (SELECT FROM slo_thinning AS t FOR UPDATE SKIP LOCKED) AS t) < 2 THEN
        RETURN false;
    END IF;

    FOR step IN SELECT * FROM (VALUES (300, minute_hours), (3600, five_minute_hours)) AS s (seconds, hours) LOOP
        deadline := deadline + make_interval(secs => most_millis / 2000.0);
        SELECT * INTO progress FROM slo_thinning AS t WHERE t.resolution_seconds = step.seconds;
        first_day := (SELECT min(d.day) FROM day_partitions('slo_snapshots') AS d
            WHERE d.day >= (progress.thinned_until AT TIME ZONE 'UTC')::date);
        until := date_bin('1 hour', reached - make_interval(hours => step.hours), 'epoch');
        span_from := greatest(
            progress.thinned_until, CASE WHEN step.seconds = 300 THEN hourly END,
            -- The row of midnight belongs to the hour before its day.
            first_day::timestamp AT TIME ZONE 'UTC' - interval '1 hour');
        CONTINUE WHEN first_day IS NULL OR span_from >= until;

        -- A call works on no hour but that after the stored one, because writers find it there.
        IF span_from > progress.thinned_until THEN
            UPDATE slo_thinning AS t
            SET thinned_until = span_from, last_tenant = '', last_slo = '', last_generation = 0, last_group = ''
            WHERE t.resolution_seconds = step.seconds;
            has_more := true;
            CONTINUE;
        END IF;
        span_to := span_from + interval '1 hour';

        LOOP
            WITH RECURSIVE some_budgets AS (
                (SELECT s.tenant, s.slo, s.generation, s.slo_group, 1 AS number
                FROM slo_snapshots AS s
                WHERE (s.tenant, s.slo, s.generation, s.slo_group)
                        > (progress.last_tenant, progress.last_slo, progress.last_generation, progress.last_group)
                    AND s.window_end > span_from AND s.window_end <= span_to
                ORDER BY s.tenant, s.slo, s.generation, s.slo_group LIMIT 1)
                UNION ALL
                SELECT following.*, b.number + 1
                FROM some_budgets AS b CROSS JOIN LATERAL (
                    SELECT s.tenant, s.slo, s.generation, s.slo_group
                    FROM slo_snapshots AS s
                    WHERE (s.tenant, s.slo, s.generation, s.slo_group) > (b.tenant, b.slo, b.generation, b.slo_group)
                        AND s.window_end > span_from AND s.window_end <= span_to
                    ORDER BY s.tenant, s.slo, s.generation, s.slo_group LIMIT 1) AS following
                WHERE b.number < budgets
            ), placed AS (
                SELECT s.tenant, s.slo, s.generation, s.slo_group, s.window_end, s.resolution_seconds,
                    lead(s.window_end) OVER (
                        PARTITION BY s.tenant, s.slo, s.generation, s.slo_group,
                            date_bin(make_interval(secs => step.seconds), s.window_end - interval '1 microsecond', 'epoch')
                        ORDER BY s.window_end) IS NOT NULL AS is_followed
                FROM some_budgets AS b
                JOIN slo_snapshots AS s
                    ON (s.tenant, s.slo, s.generation, s.slo_group) = (b.tenant, b.slo, b.generation, b.slo_group)
                    AND s.window_end > span_from AND s.window_end <= span_to
            ), due AS MATERIALIZED (
                SELECT p.* FROM placed AS p WHERE p.is_followed OR p.resolution_seconds < step.seconds
            ), locked AS MATERIALIZED (
                SELECT d.* FROM due AS d
                JOIN slo_snapshots AS s
                    ON (s.tenant, s.slo, s.generation, s.slo_group, s.window_end)
                        = (d.tenant, d.slo, d.generation, d.slo_group, d.window_end)
                    AND s.window_end > span_from AND s.window_end <= span_to
                FOR UPDATE OF s SKIP LOCKED
            ), deleted AS (
                DELETE FROM slo_snapshots AS s USING locked AS l
                WHERE l.is_followed AND s.window_end > span_from AND s.window_end <= span_to
                    AND (s.tenant, s.slo, s.generation, s.slo_group, s.window_end)
                        = (l.tenant, l.slo, l.generation, l.slo_group, l.window_end)
            ), marked AS (
                UPDATE slo_snapshots AS s SET resolution_seconds = step.seconds FROM locked AS l
                WHERE NOT l.is_followed AND s.window_end > span_from AND s.window_end <= span_to
                    AND (s.tenant, s.slo, s.generation, s.slo_group, s.window_end)
                        = (l.tenant, l.slo, l.generation, l.slo_group, l.window_end)
            )
            SELECT b.*, (SELECT count(*) FROM due) - (SELECT count(*) FROM locked) AS skipped INTO budget
            FROM some_budgets AS b ORDER BY b.number DESC LIMIT 1;

            IF NOT FOUND OR budget.skipped = 0 AND budget.number < budgets THEN
                UPDATE slo_thinning AS t
                SET thinned_until = span_to, last_tenant = '', last_slo = '', last_generation = 0, last_group = ''
                WHERE t.resolution_seconds = step.seconds;
                has_more := has_more OR span_to < until;
                EXIT;
            END IF;
            -- Skipped rows wait for the next minute.
            EXIT WHEN budget.skipped > 0;
            UPDATE slo_thinning AS t
            SET last_tenant = budget.tenant, last_slo = budget.slo, last_generation = budget.generation,
                last_group = budget.slo_group
            WHERE t.resolution_seconds = step.seconds
            RETURNING t.* INTO progress;
            IF clock_timestamp() >= deadline THEN
                has_more := true;
                EXIT;
            END IF;
        END LOOP;
    END LOOP;
    RETURN has_more;
END
$$;

COMMENT ON FUNCTION thin_snapshots(timestamptz, integer, integer, integer, integer) IS 'Thins slo_snapshots: of rows older than minute_hours before reached, the newest event time, only the last of each 5 minutes remains; of those older than five_minute_hours, the last of each hour. Works on one hour of each resolution for about most_millis in all, some budgets at a time; returns whether another call finds more to do. Goes on where the last call ended (slo_thinning). Waits for no lock, idempotent, and safe to interrupt.';

REVOKE EXECUTE ON FUNCTION thin_snapshots(timestamptz, integer, integer, integer, integer) FROM PUBLIC;

CREATE OR REPLACE FUNCTION reopen_thinned_hours() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    hour timestamptz := (
        SELECT date_bin('1 hour', min(w.window_end) - interval '1 microsecond', 'epoch') FROM written AS w);
BEGIN
    -- All writers lock in one order.
    PERFORM FROM slo_thinning AS t WHERE t.thinned_until >= hour ORDER BY t.resolution_seconds FOR UPDATE;
    IF FOUND THEN
        UPDATE slo_thinning AS t
        SET thinned_until = hour, last_tenant = '', last_slo = '', last_generation = 0, last_group = ''
        WHERE t.thinned_until >= hour;
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION reopen_thinned_hours() IS 'Sets slo_thinning back to the earliest hour of new rows of slo_snapshots, so that it is thinned again.';

CREATE OR REPLACE TRIGGER reopen_thinned_hours AFTER INSERT ON slo_snapshots
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION reopen_thinned_hours();
