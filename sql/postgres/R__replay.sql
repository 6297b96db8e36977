-- Would past results differ under other thresholds, and how do replayed results replace live ones?
--
-- A replay writes to a schema of its own, replay_<epoch>, with the same tables. Call these functions with the schema of the
-- live tables first on the search path; they find the schema of a replay by its epoch. Spans are half-open, [from, until).
-- Transitions, judged minutes and snapshots belong to a span by window_end, page minutes by minute, and reports by the end
-- of their period, in (from, until].
--
-- Snapshots of a replay are of minutes, whereas old live ones are thinned. Only those that remain are compared; a swap
-- writes all of them, which reopens their hours, and the live job thins them again.
--
-- Only rows whose results look back no further than the replay read are compared and replaced: snapshots of an objective
-- when its period and its longest window do so in the whole span, and reports when their period and the hour before it do.
-- All other rows are kept and reported as kept, because a budget that was rebuilt from a part of its period would be wrong.
-- Rows of objectives that the replay does not know, because they were removed since, are kept, too. Rows of branches and
-- tenants that the replay left out (convergence.branches, tenants.allowed) are ignored.
--
-- Signals and incidents are never replaced, because they record what was sent at the time, and signals name incidents. Neither are convergence_verdicts, slo_status and slos,
-- which describe the present.

-- In which schema are the tables of a replay? An error for an unknown epoch.
CREATE OR REPLACE FUNCTION convergence_replay_schema(epoch text) RETURNS text
    LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF epoch IS NULL OR to_regclass(format('%I.convergence_replay', 'replay_' || epoch)) IS NULL THEN
        RAISE EXCEPTION 'there is no replay %; there are: %', epoch, coalesce(
            (SELECT string_agg(substr(n.nspname, 8), ', ' ORDER BY n.nspname)
             FROM pg_namespace AS n
             JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = 'convergence_replay'
             WHERE n.nspname LIKE 'replay\_%'), 'none');
    END IF;
    RETURN 'replay_' || epoch;
END
$$;

COMMENT ON FUNCTION convergence_replay_schema(text) IS 'In which schema are the tables of a replay? An error when there is no such replay.';

-- From which event time did a replay read every event? An error when the span cannot be compared or swapped.
CREATE OR REPLACE FUNCTION convergence_replay_warm_from(epoch text, span_from timestamptz, span_until timestamptz)
    RETURNS timestamptz
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    replayed text := convergence_replay_schema(epoch);
    run      record;
BEGIN
    IF current_schema() = replayed THEN
        RAISE EXCEPTION 'the search path begins with replay %; call this where the live tables are', epoch;
    END IF;
    EXECUTE format('SELECT * FROM %I.convergence_replay', replayed) INTO run;
    IF run.finished_at IS NULL THEN
        RAISE EXCEPTION 'replay % has not finished', epoch;
    END IF;
    IF run.reached < run.settled_at THEN
        RAISE EXCEPTION 'replay % reached % only, but its span is settled at %: heartbeats are missing',
            epoch, run.reached, run.settled_at;
    END IF;
    IF span_from >= span_until OR span_from < run.span_from OR span_until > run.span_until
        OR span_from IS NULL OR span_until IS NULL THEN
        RAISE EXCEPTION 'the span from % until % is empty or lies outside of that of replay %, from % until %',
            span_from, span_until, epoch, run.span_from, run.span_until;
    END IF;
    RETURN run.warm_from;
END
$$;

COMMENT ON FUNCTION convergence_replay_warm_from(text, timestamptz, timestamptz) IS 'From which event time did a replay read every event? An error when there is no such replay, it has not finished, it is incomplete, or the span lies outside of its own.';

-- Which live and replayed rows of a span have the same key? A row that exists on one side only is paired with null. Rows
-- that a swap would not replace are marked as kept. The columns of the incident are left out, because an incident can begin
-- before everything that the replay read.
CREATE OR REPLACE FUNCTION convergence_replay_pairs(epoch text, span_from timestamptz, span_until timestamptz)
    RETURNS TABLE (table_name text, key jsonb, kept boolean, live jsonb, replayed jsonb)
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    warm_from timestamptz := convergence_replay_warm_from(epoch, span_from, span_until);
    part      record;
    -- Rows of a replay are not thinned. A replayed row is compared unless the live rows of its span are thinned to a later one.
    comparable CONSTANT text := $condition$
        (EXISTS (SELECT FROM slo_snapshots AS s
            WHERE (s.tenant, s.slo, s.generation, s.slo_group, s.window_end)
                = (t.tenant, t.slo, t.generation, t.slo_group, t.window_end))
        OR NOT EXISTS (SELECT FROM slo_snapshots AS s
            WHERE (s.tenant, s.slo, s.generation, s.slo_group) = (t.tenant, t.slo, t.generation, t.slo_group)
                AND s.window_end > t.window_end AND s.window_end < t.window_end + interval '1 hour'
                AND s.resolution_seconds > 60
                AND date_bin(make_interval(secs => s.resolution_seconds), s.window_end - interval '1 us', 'epoch')
                    < t.window_end))$condition$;
BEGIN
    FOR part IN SELECT * FROM convergence_replay_parts(epoch) LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L, coalesce(l.key, r.key), NOT coalesce(l.whole, r.whole), l.row, r.row '
            'FROM (SELECT jsonb_build_array(%s) AS key, to_jsonb(t) - $4 AS row, %s AS whole FROM %I AS t WHERE %s) AS l '
            'FULL JOIN (SELECT jsonb_build_array(%s) AS key, to_jsonb(t) - $4 AS row, %s AS whole FROM %I.%I AS t WHERE %s AND %s) AS r '
            'ON l.key = r.key AND l.whole = r.whole',
            part.name, part.key, part.whole, part.name, part.within,
            part.key, part.whole, 'replay_' || epoch, part.name, part.within,
            CASE part.name WHEN 'slo_snapshots' THEN comparable ELSE 'true' END)
            USING span_from, span_until, warm_from,
                ARRAY['incident_opened_at', 'incident_views', 'incident_error_views', 'resolution_seconds'];
    END LOOP;
END
$$;

-- Which tables are compared and swapped? By table, as parts of statements over a table t: its key, the condition of rows of
-- a span ($1, $2), and the condition of rows that look back no further than the replay read ($3).
CREATE OR REPLACE FUNCTION convergence_replay_parts(epoch text)
    RETURNS TABLE (name text, key text, within text, whole text)
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    replayed text := convergence_replay_schema(epoch);
    run      record;
    of_tenants text;
BEGIN
    EXECUTE format('SELECT branches, tenants, options FROM %I.convergence_replay', replayed) INTO run;
    of_tenants := CASE WHEN cardinality(run.tenants) = 0 THEN '' ELSE format(' AND tenant = ANY (%L::text[])', run.tenants) END;

    IF 'convergence' = ANY (run.branches) THEN
        RETURN QUERY VALUES
            ('convergence_transitions', 'tenant, app, host, window_end',
                'window_end >= $1 AND window_end < $2' || of_tenants, 'true');
        -- A replay without page views or judged minutes says nothing about the live ones.
        IF coalesce(lower(run.options ->> 'store.rum-minutes'), 'page') <> 'none' THEN
            RETURN QUERY VALUES
                ('rum_minutes', 'tenant, app, host, minute, page', 'minute >= $1 AND minute < $2' || of_tenants, 'true');
        END IF;
        IF coalesce(lower(run.options ->> 'store.minutes'), 'true') = 'true' THEN
            RETURN QUERY VALUES
                ('convergence_minutes', 'tenant, app, host, window_end',
                    'window_end >= $1 AND window_end < $2' || of_tenants, 'true');
        END IF;
    END IF;
    IF 'slo' = ANY (run.branches) THEN
        RETURN QUERY VALUES (
            'slo_snapshots', 'tenant, slo, generation, slo_group, window_end',
            'window_end >= $1 AND window_end < $2' || of_tenants,
            -- By objective, not by row, so that no objective is left with a mixture of live and replayed rows.
            format(
                '(tenant, slo) IN (SELECT s.tenant, s.slo FROM %I.slo_snapshots AS s '
                'WHERE s.window_end >= $1 AND s.window_end < $2 GROUP BY s.tenant, s.slo HAVING min(least('
                's.period_start, s.window_end - (SELECT max(w::interval) FROM jsonb_object_keys(s.windows) AS w))) >= $3)',
                replayed)
        ), (
            'slo_reports', 'tenant, slo, generation, slo_group, kind, period_start',
            'period_end > $1 AND period_end <= $2' || of_tenants,
            -- The worst hour of a report can end with its first minute.
            format(
                'period_start - interval ''1 hour'' >= $3 '
                'AND (tenant, slo) IN (SELECT s.tenant, s.slo FROM %I.slos AS s WHERE NOT s.removed)', replayed)
        );
    END IF;
END
$$;

COMMENT ON FUNCTION convergence_replay_parts(text) IS 'Which tables are compared and swapped, and which of their rows? As parts of statements.';
COMMENT ON FUNCTION convergence_replay_pairs(text, timestamptz, timestamptz) IS 'Which live and replayed rows of a span have the same key? kept: a swap does not replace the live row.';

-- How much of a span would a swap change?
CREATE OR REPLACE FUNCTION convergence_replay_compare(epoch text, span_from timestamptz, span_until timestamptz)
    RETURNS TABLE (
        table_name text, only_live bigint, only_replayed bigint, different bigint, equal bigint, kept_live bigint)
    LANGUAGE sql STABLE AS
$$
    SELECT
        part.name,
        count(*) FILTER (WHERE NOT p.kept AND p.replayed IS NULL),
        count(*) FILTER (WHERE NOT p.kept AND p.live IS NULL),
        count(*) FILTER (WHERE NOT p.kept AND p.live <> p.replayed),
        count(*) FILTER (WHERE NOT p.kept AND p.live = p.replayed),
        count(*) FILTER (WHERE p.kept AND p.live IS NOT NULL)
    FROM convergence_replay_parts(epoch) AS part
    LEFT JOIN convergence_replay_pairs(epoch, span_from, span_until) AS p ON p.table_name = part.name
    GROUP BY part.name
    ORDER BY part.name
$$;

COMMENT ON FUNCTION convergence_replay_compare(text, timestamptz, timestamptz) IS 'How much of a span would a swap change? By table: rows that exist on one side only, rows that differ, equal rows, and live rows that a swap would keep because the replay did not read far enough back or does not know the objective.';

-- Which rows would a swap change, the earliest first?
CREATE OR REPLACE FUNCTION convergence_replay_differences(
    epoch text, span_from timestamptz, span_until timestamptz, most integer DEFAULT 10)
    RETURNS TABLE (table_name text, key jsonb, live jsonb, replayed jsonb)
    LANGUAGE sql STABLE AS
$$
    SELECT d.table_name, d.key, d.live, d.replayed
    FROM (
        SELECT p.*, row_number() OVER (
            PARTITION BY p.table_name
            ORDER BY coalesce(
                (coalesce(p.live, p.replayed) ->> 'window_end')::timestamptz,
                (coalesce(p.live, p.replayed) ->> 'minute')::timestamptz,
                (coalesce(p.live, p.replayed) ->> 'period_end')::timestamptz), p.key) AS place
        FROM convergence_replay_pairs(epoch, span_from, span_until) AS p
        WHERE NOT p.kept AND p.live IS DISTINCT FROM p.replayed
    ) AS d
    WHERE d.place <= most
    ORDER BY d.table_name, d.place
$$;

COMMENT ON FUNCTION convergence_replay_differences(text, timestamptz, timestamptz, integer) IS 'Which rows would a swap change, the earliest first? At most the given number of rows of each table, live and replayed; null where there is none.';

-- How are the live rows of a span replaced by replayed ones?
--
-- The swap is atomic. Readers see the old rows until it commits and are not blocked. Writers of other days are not blocked
-- either: only rows of the span are locked; the creation of partitions (one new day at a time) waits. The live job may
-- run. It no longer writes to the span, because the swap is refused until live results have reached the time at which the
-- span is settled. A job that is restored from a savepoint older than the span writes removed rows again; then swap again.
CREATE OR REPLACE FUNCTION convergence_replay_swap(epoch text, span_from timestamptz, span_until timestamptz)
    RETURNS TABLE (table_name text, removed bigint, written bigint)
    LANGUAGE plpgsql AS
$$
DECLARE
    warm_from timestamptz := convergence_replay_warm_from(epoch, span_from, span_until);
    settled   timestamptz;
    waits     text := current_setting('lock_timeout');
    part      record;
    day       date;
BEGIN
    -- One swap at a time; the lock ends with the transaction.
    PERFORM pg_advisory_xact_lock(hashtext('convergence_replay_swap'));

    EXECUTE format('SELECT settled_at FROM %I.convergence_replay', 'replay_' || epoch) INTO settled;
    IF NOT EXISTS (SELECT FROM convergence_verdicts AS v WHERE v.window_end >= settled)
        AND NOT EXISTS (SELECT FROM rum_minutes AS m WHERE m.minute >= settled)
        AND NOT EXISTS (SELECT FROM slo_snapshots AS s WHERE s.window_end >= settled) THEN
        RAISE EXCEPTION 'live results have not reached % yet, when the span of replay % is settled',
            settled, epoch;
    END IF;

    -- A day without rows has no partition yet. No partition is dropped here, because retention is a setting of the live job.
    FOR part IN
        SELECT t.name
        FROM unnest(ARRAY['convergence_transitions', 'convergence_minutes', 'rum_minutes', 'slo_snapshots']) AS t (name)
    LOOP
        FOR day IN
            SELECT d::date FROM generate_series(
                (span_from AT TIME ZONE 'UTC')::date,
                ((span_until - interval '1 microsecond') AT TIME ZONE 'UTC')::date,
                interval '1 day') AS d
        LOOP
            PERFORM ensure_day_partition(part.name, day, 1000000);
        END LOOP;
    END LOOP;
    -- ensure_day_partition changes the lock timeout of the transaction.
    PERFORM set_config('lock_timeout', waits, true);

    CREATE TEMPORARY TABLE swapped_incidents ON COMMIT DROP AS
        SELECT t.tenant, t.app, t.host, t.window_end, t.incident_opened_at, t.incident_views, t.incident_error_views
        FROM convergence_transitions AS t
        WHERE t.window_end >= span_from AND t.window_end < span_until;

    FOR part IN SELECT * FROM convergence_replay_parts(epoch) LOOP
        table_name := part.name;
        EXECUTE format('DELETE FROM %I AS t WHERE %s AND %s', part.name, part.within, part.whole)
            USING span_from, span_until, warm_from;
        GET DIAGNOSTICS removed = ROW_COUNT;
        EXECUTE format(
            'INSERT INTO %I SELECT * FROM %I.%I AS t WHERE %s AND %s',
            part.name, 'replay_' || epoch, part.name, part.within, part.whole)
            USING span_from, span_until, warm_from;
        GET DIAGNOSTICS written = ROW_COUNT;
        IF part.name = 'convergence_transitions' THEN
            -- Incidents are not swapped: a row keeps the incident of the row that it replaces, or has none.
            EXECUTE format(
                'UPDATE %I AS t SET (incident_opened_at, incident_views, incident_error_views) = '
                '(SELECT s.incident_opened_at, s.incident_views, s.incident_error_views FROM swapped_incidents AS s '
                'WHERE (s.tenant, s.app, s.host, s.window_end) = (t.tenant, t.app, t.host, t.window_end)) WHERE %s AND %s',
                part.name, part.within, part.whole)
                USING span_from, span_until, warm_from;
        END IF;
        RETURN NEXT;
    END LOOP;
    DROP TABLE swapped_incidents;
END
$$;

COMMENT ON FUNCTION convergence_replay_swap(text, timestamptz, timestamptz) IS 'Replaces the rows of a span in convergence_transitions, convergence_minutes, rum_minutes, slo_snapshots and slo_reports with replayed ones, atomically. Returns the number of removed and written rows by table. Idempotent. Signals are kept, because they record what was sent.';

-- How are the tables of a replay removed?
CREATE OR REPLACE FUNCTION convergence_replay_drop(epoch text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('DROP SCHEMA %I CASCADE', convergence_replay_schema(epoch));
END
$$;

COMMENT ON FUNCTION convergence_replay_drop(text) IS 'Drops the schema of a replay with all its tables. Delete its topics with the tools of Kafka.';

-- Who can call these functions? Only the owner. They run with the privileges of the caller, so row-level security would hide
-- rows from any other role.
DO
$$
DECLARE
    callable record;
BEGIN
    FOR callable IN
        SELECT p.oid::regprocedure AS signature
        FROM pg_proc AS p
        WHERE p.pronamespace = (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname = current_schema()) AND p.proname LIKE 'convergence\_replay\_%'
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', callable.signature);
    END LOOP;
END
$$;
