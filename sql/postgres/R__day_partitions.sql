-- Which days does a partitioned table contain, and how are days added and dropped?
--
-- Writers create the partition of a day before they write its first row. Retention is counted from the newest day of any
-- table, not from today, so that a replay of the past works, and tables that are rarely written lose their old days, too.

CREATE OR REPLACE FUNCTION day_partitions(parent text) RETURNS TABLE (partition text, day date)
    LANGUAGE sql STABLE AS
$$
    SELECT child.relname::text, to_date(right(child.relname, 11), '"y"YYYY"m"MM"d"DD')
    FROM pg_inherits
    JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = to_regclass(quote_ident(parent))
$$;

COMMENT ON FUNCTION day_partitions(text) IS 'Which days does a table contain? The partitions of a table that is partitioned by day, and their UTC days.';

CREATE OR REPLACE FUNCTION newest_day() RETURNS date
    LANGUAGE sql STABLE AS
$$
    SELECT max(d.day)
    FROM unnest(ARRAY[
        'convergence_transitions', 'convergence_minutes', 'rum_minutes', 'slo_snapshots', 'rum_sessions', 'rum_timeline',
        'rum_metric_minutes', 'rum_error_minutes', 'rum_replay_segments']) AS t (name)
    CROSS JOIN LATERAL day_partitions(t.name) AS d
$$;

COMMENT ON FUNCTION newest_day() IS 'What is the newest day of any table that is partitioned by day? Retention is counted from it. Null without partitions.';

CREATE OR REPLACE FUNCTION drop_expired_days(parent text, retention_days integer) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    expired record;
BEGIN
    -- Dropping a partition waits for its readers: give up after two seconds and try again with the next new day.
    SET LOCAL lock_timeout = '2s';
    FOR expired IN
        SELECT d.partition FROM day_partitions(parent) AS d WHERE d.day <= newest_day() - retention_days ORDER BY d.day
    LOOP
        BEGIN
            EXECUTE format('DROP TABLE %I', expired.partition);
        EXCEPTION
            WHEN lock_not_available THEN
                RAISE NOTICE 'partition % is in use and is kept until the next new day', expired.partition;
        END;
    END LOOP;
END
$$;

COMMENT ON FUNCTION drop_expired_days(text, integer) IS 'Drops the partitions of a table that are at least retention_days older than the newest day of any table, except those in use.';

CREATE OR REPLACE FUNCTION ensure_day_partition(parent text, day date, retention_days integer) RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    newest date;
    part   text := parent || to_char(day, '"_y"YYYY"m"MM"d"DD');
BEGIN
    -- One caller at a time per table; the lock ends with the transaction.
    PERFORM pg_advisory_xact_lock(hashtext('ensure_day_partition'), hashtext(parent));

    newest := greatest(newest_day(), ensure_day_partition.day);
    IF ensure_day_partition.day <= newest - retention_days THEN
        RETURN false;
    END IF;

    IF to_regclass(quote_ident(part)) IS NULL THEN
        -- Attaching an existing table does not block readers and writers of the parent; PARTITION OF would.
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        -- A query of the partition itself does not apply the policies of its parent. Without a policy it returns no rows.
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, part, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');

        PERFORM drop_expired_days(parent, retention_days);
    END IF;
    RETURN true;
END
$$;

COMMENT ON FUNCTION ensure_day_partition(text, date, integer) IS 'Creates the partition of a UTC day, parent_yYYYYmMMdDD, unless it exists, and then drops partitions that are at least retention_days older than the newest day of any table. Returns true when rows of the day can be written, and false when the day itself is that old. Idempotent and safe under concurrency. Call it in a transaction of its own: PostgreSQL cannot create a partition of a table that the same statement writes to.';

-- A job of before the retention of reports calls the function with six arguments.
DROP FUNCTION IF EXISTS expire_rows(integer, integer, integer, integer, integer, integer);

CREATE OR REPLACE FUNCTION expire_rows(
    transitions_days integer, minutes_days integer, rum_minutes_days integer, snapshots_days integer,
    verdicts_days integer, signals_days integer, reports_days integer DEFAULT 3650)
    RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    newest date := newest_day();
    most   integer := 50000;
BEGIN
    -- One caller at a time; any other leaves the work to it. The lock ends with the transaction.
    IF NOT pg_try_advisory_xact_lock(hashtext('expire_rows'), hashtext(current_schema())) THEN
        RETURN;
    END IF;
    PERFORM drop_expired_days('convergence_transitions', transitions_days);
    PERFORM drop_expired_days('convergence_minutes', minutes_days);
    PERFORM drop_expired_days('rum_minutes', rum_minutes_days);
    PERFORM drop_expired_days('slo_snapshots', snapshots_days);

    -- Few rows per call, so that it stays short; the next new day goes on.
    DELETE FROM convergence_verdicts WHERE ctid = ANY (ARRAY(
        SELECT v.ctid FROM convergence_verdicts AS v
        WHERE v.window_end < (newest - verdicts_days + 1)::timestamp AT TIME ZONE 'UTC' LIMIT most));
    DELETE FROM slo_status WHERE ctid = ANY (ARRAY(
        SELECT b.ctid FROM slo_status AS b
        WHERE b.window_end < (newest - snapshots_days + 1)::timestamp AT TIME ZONE 'UTC' LIMIT most));
    DELETE FROM signals WHERE ctid = ANY (ARRAY(
        SELECT s.ctid FROM signals AS s
        WHERE s.occurred_at < (newest - signals_days + 1)::timestamp AT TIME ZONE 'UTC' LIMIT most));
    DELETE FROM incidents WHERE ctid = ANY (ARRAY(
        SELECT i.ctid FROM incidents AS i
        WHERE i.updated_at < (newest - signals_days + 1)::timestamp AT TIME ZONE 'UTC' LIMIT most));
    DELETE FROM slo_reports WHERE ctid = ANY (ARRAY(
        SELECT r.ctid FROM slo_reports AS r
        WHERE r.period_end <= (newest - reports_days + 1)::timestamp AT TIME ZONE 'UTC' LIMIT most));
END
$$;

COMMENT ON FUNCTION expire_rows(integer, integer, integer, integer, integer, integer, integer) IS 'Applies retention to convergence_transitions, convergence_minutes, rum_minutes, slo_snapshots, slo_status (like slo_snapshots), convergence_verdicts, signals, incidents (like signals) and slo_reports, in days counted from the newest day of any table: days that are kept include that day. Partitions in use are skipped; at most 50,000 rows of each other table are deleted per call.';

COMMENT ON TABLE slo_reports IS 'What was the result of each objective over a day, week, month, quarter or its own period? One final row for each closed span. If it is written twice, the row with more observed minutes, then with more events, wins. Kept for retention.reports after its span.';

COMMENT ON TABLE convergence_minutes IS 'Which verdict did each key have at each full minute, and on which evidence? One row for each key and full minute with data or a change, published or not, unless store.minutes is false. A boundary is evaluated once, so the first row wins. Partitioned by the UTC day of window_end and kept for retention.minutes.';
