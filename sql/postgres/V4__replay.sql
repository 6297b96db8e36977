-- Do past results still hold under other thresholds, and if not, how do the right ones take their place?
--
-- A replay writes to a schema of its own, replay_<epoch>, which holds the tables of this one. The functions below are
-- called in the schema of the live tables (it is first on the search path of whoever calls) and reach into that of a
-- replay by the name of its epoch. Spans are half-open, [from, until): of transitions and snapshots by window_end, of
-- page minutes by minute, and of reports, which end with a span, those whose period ended in (from, until].
--
-- Only what looks back no further than the replay read is compared and replaced: snapshots of an objective when its
-- period and its longest window do so in all the span, and reports when their period and the hour before it do. The rest
-- stays as it is, and is told as kept: a budget that was rebuilt from a part of its period would be wrong, whatever the
-- thresholds. So do objectives of which the replay knows nothing, because they were removed since, and rows of branches and
-- tenants that it left out (convergence.branches, tenants.allowed): those are not looked at.
--
-- Never replaced are signals, which are the record of what people were told, under the thresholds of that time, and the
-- tables that hold the latest of something, convergence_verdicts and slos, which are about now.

-- What is replayed into this schema?
CREATE TABLE convergence_replay (
    epoch       text        NOT NULL PRIMARY KEY,
    span_from   timestamptz NOT NULL,
    span_until  timestamptz NOT NULL,
    warm_from   timestamptz NOT NULL,
    settled_at  timestamptz NOT NULL,
    branches    text[]      NOT NULL,
    tenants     text[]      NOT NULL,
    options     jsonb       NOT NULL,
    job_id      text,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    reached     timestamptz
);

-- One run to a schema.
CREATE UNIQUE INDEX convergence_replay_alone ON convergence_replay ((true));

COMMENT ON TABLE convergence_replay IS 'What is replayed into this schema? One row in the schema of a replay, none in that of the live tables.';
COMMENT ON COLUMN convergence_replay.epoch IS 'Names the replay.';
COMMENT ON COLUMN convergence_replay.span_from IS 'Start of the span that is rebuilt, inclusive.';
COMMENT ON COLUMN convergence_replay.span_until IS 'End of the span that is rebuilt, exclusive.';
COMMENT ON COLUMN convergence_replay.warm_from IS 'From when on every event was read: what looks back further was rebuilt from a part.';
COMMENT ON COLUMN convergence_replay.settled_at IS 'Event time at which nothing of the span changes any more.';
COMMENT ON COLUMN convergence_replay.branches IS 'Which branches publish: convergence (transitions, page minutes), slo (snapshots, reports).';
COMMENT ON COLUMN convergence_replay.tenants IS 'Whose records are read; empty is all.';
COMMENT ON COLUMN convergence_replay.options IS 'What was given of the options that decide what comes out; all others had their defaults.';
COMMENT ON COLUMN convergence_replay.job_id IS 'Id of its job, where it was fixed before the job began; null elsewhere.';
COMMENT ON COLUMN convergence_replay.started_at IS 'When it was first submitted.';
COMMENT ON COLUMN convergence_replay.finished_at IS 'When it had read and written everything; null before.';
COMMENT ON COLUMN convergence_replay.reached IS 'How far event time had come then; less than settled_at when heartbeats were missing.';

-- In which schema is a replay? Refuses what is none.
CREATE FUNCTION convergence_replay_schema(epoch text) RETURNS text
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

COMMENT ON FUNCTION convergence_replay_schema(text) IS 'In which schema is a replay? An error when there is no such replay.';

-- From when on did a replay see every event? Refuses what cannot be compared or swapped.
CREATE FUNCTION convergence_replay_warm_from(epoch text, span_from timestamptz, span_until timestamptz)
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
        RAISE EXCEPTION 'replay % came to % only, and nothing of its span changes any more from % on: heartbeats are missing',
            epoch, run.reached, run.settled_at;
    END IF;
    IF span_from >= span_until OR span_from < run.span_from OR span_until > run.span_until
        OR span_from IS NULL OR span_until IS NULL THEN
        RAISE EXCEPTION 'the span from % until % is empty or lies outside of what replay % holds, from % until %',
            span_from, span_until, epoch, run.span_from, run.span_until;
    END IF;
    RETURN run.warm_from;
END
$$;

COMMENT ON FUNCTION convergence_replay_warm_from(text, timestamptz, timestamptz) IS 'From when on did a replay see every event? An error when there is no such replay, it has not finished, it was cut short, or the span lies outside of its own.';

-- Which rows of a span, live and replayed, belong together? A row only one side has is paired with null. Rows that a
-- swap leaves alone are marked as kept.
CREATE FUNCTION convergence_replay_pairs(epoch text, span_from timestamptz, span_until timestamptz)
    RETURNS TABLE (table_name text, key jsonb, kept boolean, live jsonb, replayed jsonb)
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    warm_from timestamptz := convergence_replay_warm_from(epoch, span_from, span_until);
    part      record;
BEGIN
    FOR part IN SELECT * FROM convergence_replay_parts(epoch) LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L, coalesce(l.key, r.key), NOT coalesce(l.whole, r.whole), l.row, r.row '
            'FROM (SELECT jsonb_build_array(%s) AS key, to_jsonb(t) AS row, %s AS whole FROM %I AS t WHERE %s) AS l '
            'FULL JOIN (SELECT jsonb_build_array(%s) AS key, to_jsonb(t) AS row, %s AS whole FROM %I.%I AS t WHERE %s) AS r '
            'ON l.key = r.key AND l.whole = r.whole',
            part.name, part.key, part.whole, part.name, part.within,
            part.key, part.whole, 'replay_' || epoch, part.name, part.within)
            USING span_from, span_until, warm_from;
    END LOOP;
END
$$;

-- Which tables are compared and swapped, by which key, which of their rows fall on a span ($1, $2), and which of those
-- look back no further than was read ($3)? As parts of statements over a table t.
CREATE FUNCTION convergence_replay_parts(epoch text)
    RETURNS TABLE (name text, key text, within text, whole text)
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    replayed text := convergence_replay_schema(epoch);
    run      record;
    theirs   text;
BEGIN
    EXECUTE format('SELECT branches, tenants FROM %I.convergence_replay', replayed) INTO run;
    theirs := CASE WHEN cardinality(run.tenants) = 0 THEN '' ELSE format(' AND tenant = ANY (%L::text[])', run.tenants) END;

    IF 'convergence' = ANY (run.branches) THEN
        RETURN QUERY VALUES
            ('convergence_transitions', 'tenant, app, host, window_end',
                'window_end >= $1 AND window_end < $2' || theirs, 'true'),
            ('rum_minutes', 'tenant, app, host, minute, page', 'minute >= $1 AND minute < $2' || theirs, 'true');
    END IF;
    IF 'slo' = ANY (run.branches) THEN
        RETURN QUERY VALUES (
            'slo_snapshots', 'tenant, slo, generation, slo_group, window_end',
            'window_end >= $1 AND window_end < $2' || theirs,
            -- By objective, not by row, so that none is left with rows of both.
            format(
                '(tenant, slo) IN (SELECT s.tenant, s.slo FROM %I.slo_snapshots AS s '
                'WHERE s.window_end >= $1 AND s.window_end < $2 GROUP BY s.tenant, s.slo HAVING min(least('
                's.period_start, s.window_end - (SELECT max(w::interval) FROM jsonb_object_keys(s.windows) AS w))) >= $3)',
                replayed)
        ), (
            'slo_reports', 'tenant, slo, generation, slo_group, kind, period_start',
            'period_end > $1 AND period_end <= $2' || theirs,
            -- Its worst hour may end with its first minute.
            format(
                'period_start - interval ''1 hour'' >= $3 '
                'AND (tenant, slo) IN (SELECT s.tenant, s.slo FROM %I.slos AS s WHERE NOT s.removed)', replayed)
        );
    END IF;
END
$$;

COMMENT ON FUNCTION convergence_replay_parts(text) IS 'Which tables are compared and swapped, and which of their rows? As parts of statements.';
COMMENT ON FUNCTION convergence_replay_pairs(text, timestamptz, timestamptz) IS 'Which rows of a span, live and replayed, belong together? kept: a swap leaves both as they are.';

-- How much of a span would a swap change?
CREATE FUNCTION convergence_replay_compare(epoch text, span_from timestamptz, span_until timestamptz)
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

COMMENT ON FUNCTION convergence_replay_compare(text, timestamptz, timestamptz) IS 'How much of a span would a swap change? By table, rows that only one side has, that both have and that differ, and that are equal; and live rows that a swap would keep, because the replay did not read far enough back, or does not know the objective.';

-- What would a swap change first?
CREATE FUNCTION convergence_replay_differences(
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

COMMENT ON FUNCTION convergence_replay_differences(text, timestamptz, timestamptz, integer) IS 'What would a swap change first? At most so many rows of each table, the earliest first, as they are and as they would be; null where there is none.';

-- Replaces the rows of a span, all or none.
--
-- Readers see the old rows until it commits and wait for nothing. Writers of other days neither: only rows of the span
-- are locked, and the making of partitions (one new day at a time) waits. The live job may run. It does not write to the
-- span any more: that is refused until live results have come to where nothing of the span changes. Should the job be
-- restored from a savepoint older than the span, it writes those rows again that the swap took away; then swap again.
CREATE FUNCTION convergence_replay_swap(epoch text, span_from timestamptz, span_until timestamptz)
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
        RAISE EXCEPTION 'live results have not come to % yet, from where on nothing of what replay % holds changes any more',
            settled, epoch;
    END IF;

    -- A day without a row has no partition yet. None is dropped here: retention is the live job's.
    FOR part IN SELECT t.name FROM unnest(ARRAY['convergence_transitions', 'rum_minutes', 'slo_snapshots']) AS t (name) LOOP
        FOR day IN
            SELECT d::date FROM generate_series(
                (span_from AT TIME ZONE 'UTC')::date,
                ((span_until - interval '1 microsecond') AT TIME ZONE 'UTC')::date,
                interval '1 day') AS d
        LOOP
            PERFORM ensure_day_partition(part.name, day, 1000000);
        END LOOP;
    END LOOP;
    -- Making a partition leaves its own patience behind.
    PERFORM set_config('lock_timeout', waits, true);

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
        RETURN NEXT;
    END LOOP;
END
$$;

COMMENT ON FUNCTION convergence_replay_swap(text, timestamptz, timestamptz) IS 'Replaces the rows of a span in convergence_transitions, rum_minutes, slo_snapshots and slo_reports with replayed ones, all or none; by table, how many rows went and came. Idempotent. Signals stay: they are what people were told.';

-- Ends a replay.
CREATE FUNCTION convergence_replay_drop(epoch text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('DROP SCHEMA %I CASCADE', convergence_replay_schema(epoch));
END
$$;

COMMENT ON FUNCTION convergence_replay_drop(text) IS 'Drops the schema of a replay with all it holds. Its topics are deleted by the tools of Kafka.';

-- Who may call these? The owner. They run with the rights of who calls, so row-level security would show others a part.
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

ALTER TABLE convergence_replay ENABLE ROW LEVEL SECURITY;
