-- How do old snapshots become fewer?
--
-- A span of 5 minutes or an hour is (end - length, end], because a snapshot is of the minute before its boundary. The last row
-- of each budget in the span remains, as it was written: the state of the budget at the end of the span. It is marked with the
-- length of the span in resolution_seconds. The counts of a budget are never computed from these rows.

CREATE OR REPLACE FUNCTION thin_snapshots(
    reached timestamptz, minute_hours integer, five_minute_hours integer, most integer DEFAULT 50000)
    RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    step      record;
    oldest    timestamptz := (SELECT min(d.day) FROM day_partitions('slo_snapshots') AS d)::timestamp AT TIME ZONE 'UTC';
    -- Rows older than this belong to hours, whatever was done with them before.
    hourly    timestamptz := date_bin('1 hour', reached - make_interval(hours => five_minute_hours), 'epoch');
    until     timestamptz;
    span_from timestamptz;
    span_to   timestamptz;
    spans     integer := 0;
    rows_left integer := most;
    changed   integer;
BEGIN
    -- One caller at a time; any other leaves the work to it. The lock ends with the transaction.
    IF NOT pg_try_advisory_xact_lock(hashtext('thin_snapshots'), hashtext(current_schema())) THEN
        RETURN false;
    END IF;
    FOR step IN SELECT * FROM (VALUES (3600, five_minute_hours), (300, minute_hours)) AS s (seconds, hours) LOOP
        until := date_bin('1 hour', reached - make_interval(hours => step.hours), 'epoch');
        span_from := greatest(
            oldest, CASE WHEN step.seconds = 300 THEN hourly END,
            (SELECT t.thinned_until FROM slo_thinning AS t WHERE t.resolution_seconds = step.seconds));
        WHILE span_from < until LOOP
            IF rows_left <= 0 OR spans >= 288 THEN
                RETURN true;
            END IF;
            spans := spans + 1;
            span_to := span_from + make_interval(secs => step.seconds);

            -- The bounds of time are repeated, so that only the partitions of the span are searched.
            WITH earlier AS MATERIALIZED (
                SELECT r.* FROM (
                    SELECT s.tenant, s.slo, s.generation, s.slo_group, s.window_end, lead(s.window_end) OVER (
                        PARTITION BY s.tenant, s.slo, s.generation, s.slo_group ORDER BY s.window_end) AS following
                    FROM slo_snapshots AS s WHERE s.window_end > span_from AND s.window_end <= span_to) AS r
                WHERE r.following IS NOT NULL LIMIT rows_left)
            DELETE FROM slo_snapshots AS s USING earlier AS e
            WHERE s.window_end > span_from AND s.window_end <= span_to
                AND (s.tenant, s.slo, s.generation, s.slo_group, s.window_end)
                    = (e.tenant, e.slo, e.generation, e.slo_group, e.window_end);
            GET DIAGNOSTICS changed = ROW_COUNT;
            rows_left := rows_left - changed;
            IF rows_left <= 0 THEN
                -- The span may have further rows; the next call looks at it again.
                RETURN true;
            END IF;

            UPDATE slo_snapshots AS s SET resolution_seconds = step.seconds
            WHERE s.window_end > span_from AND s.window_end <= span_to AND s.resolution_seconds < step.seconds;
            GET DIAGNOSTICS changed = ROW_COUNT;
            rows_left := rows_left - changed;
            INSERT INTO slo_thinning AS t (resolution_seconds, thinned_until) VALUES (step.seconds, span_to)
            ON CONFLICT ON CONSTRAINT slo_thinning_pkey DO UPDATE SET thinned_until = excluded.thinned_until;
            span_from := span_to;
        END LOOP;
    END LOOP;
    RETURN false;
END
$$;

COMMENT ON FUNCTION thin_snapshots(timestamptz, integer, integer, integer) IS 'Thins slo_snapshots: of rows older than minute_hours before reached, the newest event time, only the last of each 5 minutes remains; of those older than five_minute_hours, the last of each hour. Deletes about as many rows as given, and looks at 288 spans at most; returns whether another call finds more to do. Goes on where the last call ended (slo_thinning). Idempotent, and safe to interrupt.';

REVOKE EXECUTE ON FUNCTION thin_snapshots(timestamptz, integer, integer, integer) FROM PUBLIC;
