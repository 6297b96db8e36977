-- What do rows of the second plane say: events by type, what affected users saw, and how are sessions erased?
--
-- Views and functions use the rights of the caller, so row-level security applies.

CREATE OR REPLACE VIEW rum_views WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name, t.page, t.value AS time_spent_ms, t.measures, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'view';

COMMENT ON VIEW rum_views IS 'Which views were there?';

CREATE OR REPLACE FUNCTION vital_rating(vital text, measured double precision) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT CASE WHEN measured <= limits.good THEN 'good' WHEN measured > limits.poor THEN 'poor' ELSE 'needs-improvement' END
            FROM (VALUES ('lcp', 2500, 4000), ('inp', 200, 500), ('cls', 0.1, 0.25), ('fcp', 1800, 3000), ('ttfb', 800, 1800), ('fid', 100, 300)) AS limits (name, good, poor)
            WHERE limits.name = vital);

COMMENT ON FUNCTION vital_rating(text, double precision) IS 'How is a value of a web vital rated? good, needs-improvement or poor; null for an unknown vital.';

CREATE OR REPLACE VIEW rum_vitals WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name, t.page, t.value,
    vital_rating(t.name, t.value) AS rating,
    (t.measures ->> 'budget')::double precision AS budget,
    coalesce(t.value > (t.measures ->> 'budget')::double precision, false) AS exceeded,
    CASE WHEN t.value > (t.measures ->> 'budget')::double precision
        THEN (t.value::numeric - (t.measures ->> 'budget')::numeric)::double precision END AS exceeded_by,
    t.measures, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'vital';

COMMENT ON VIEW rum_vitals IS 'Which values did vitals have, and did they exceed their performance budgets?';

CREATE OR REPLACE VIEW rum_errors WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name AS type, t.page, t.fingerprint,
    t.labels ->> 'message' AS message, t.labels ->> 'stack' AS stack, t.labels ->> 'version' AS version, t.measures, t.labels, t.tags,
    coalesce(s.source, t.labels ->> 'resolved_stack') AS error_stack_source,
    translate(encode(convert_to(coalesce(s.source, t.labels ->> 'resolved_stack'), 'UTF8'), 'base64'), E'\n', '') AS error_stack_source_base64,
    coalesce(s.status, t.labels ->> 'stack_status') AS stack_status,
    coalesce(s.resolved_fingerprint, t.fingerprint) AS resolved_fingerprint
FROM rum_timeline AS t
LEFT JOIN error_stacks AS s ON s.tenant = t.tenant AND s.stack_id = t.labels ->> 'stack_id'
WHERE t.type = 'error';

COMMENT ON VIEW rum_errors IS 'Which errors were there, and where in the sources? The stack in source names is the present one, also where symbol files came after the error.';

CREATE OR REPLACE VIEW rum_resolved_groups WITH (security_invoker = true) AS
SELECT g.tenant, g.app, r.fingerprint, min(g.type) AS type, min(g.template) AS template,
    (array_agg(coalesce(r.top, g.top) ORDER BY g.last_seen DESC))[1] AS top,
    min(g.first_seen) AS first_seen, max(g.last_seen) AS last_seen, sum(g.count)::bigint AS count, sum(g.sessions)::bigint AS sessions,
    array_agg(g.fingerprint ORDER BY g.fingerprint) AS fingerprints
FROM rum_error_groups AS g
LEFT JOIN LATERAL (
    SELECT s.resolved_fingerprint, s.top FROM error_stacks AS s
    WHERE (s.tenant, s.app, s.fingerprint) = (g.tenant, g.app, g.fingerprint) AND s.resolved_fingerprint <> s.fingerprint
    ORDER BY s.last_seen DESC, s.stack_id LIMIT 1) AS m ON true
CROSS JOIN LATERAL (SELECT coalesce(m.resolved_fingerprint, g.fingerprint) AS fingerprint, m.top) AS r
GROUP BY g.tenant, g.app, r.fingerprint;

COMMENT ON VIEW rum_resolved_groups IS 'Which errors are there, when those that were counted before their symbol files came are added to the group of their resolved stack? A session with errors of both groups counts twice.';

CREATE OR REPLACE VIEW rum_resources WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name AS kind, t.page, t.value AS duration_ms,
    (t.measures ->> 'status')::double precision AS status, t.labels ->> 'url_host' AS url_host, t.labels ->> 'url_path' AS url_path,
    t.labels ->> 'provider_type' AS provider_type, t.labels ->> 'provider_name' AS provider_name, t.measures, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'resource';

COMMENT ON VIEW rum_resources IS 'Which resources were slow or failed?';

CREATE OR REPLACE VIEW rum_actions WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name, t.page, t.value AS duration_ms, t.measures, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'action';

COMMENT ON VIEW rum_actions IS 'Which actions were there?';

CREATE OR REPLACE VIEW rum_long_tasks WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name, t.page, t.value AS duration_ms, t.measures, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'long_task';

COMMENT ON VIEW rum_long_tasks IS 'Which tasks blocked the main thread?';

CREATE OR REPLACE VIEW rum_breadcrumbs WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name AS kind, t.page, t.labels ->> 'message' AS message, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'breadcrumb';

COMMENT ON VIEW rum_breadcrumbs IS 'Which steps led to what followed?';

CREATE OR REPLACE VIEW rum_metrics WITH (security_invoker = true) AS
SELECT t.tenant, t.app, t.host, t.session, t.view, t.id, t.received_at, t.at, t.name, t.page, t.value, t.measures, t.labels, t.tags
FROM rum_timeline AS t WHERE t.type = 'metric';

COMMENT ON VIEW rum_metrics IS 'Which values did the metrics of a site have?';

CREATE OR REPLACE FUNCTION impact_evidence(of_tenant text, of_app text, of_host text, window_from timestamptz, window_until timestamptz)
    RETURNS jsonb
    LANGUAGE sql STABLE
    -- Partitions of today have no statistics yet. Their rows would be taken for few and compared with each session in turn.
    SET enable_nestloop = off AS
$$
WITH sessions AS MATERIALIZED (
    -- The latest part of each session that overlaps the window or the one before it.
    SELECT DISTINCT ON (s.session) s.session, s.session_type, s.labels
    FROM rum_sessions AS s
    WHERE s.tenant = of_tenant AND s.app = of_app
        AND s.started_at < window_until AND s.last_seen >= window_from - (window_until - window_from)
    ORDER BY s.session, s.started_at DESC
), events AS MATERIALIZED (
    SELECT t.*, t.received_at >= window_from AS is_inside
    FROM rum_timeline AS t
    JOIN sessions AS s ON s.session = t.session AND s.session_type = 'user'
    WHERE t.tenant = of_tenant AND t.app = of_app AND t.host = of_host
        AND t.received_at >= window_from - (window_until - window_from) AND t.received_at < window_until
), seen AS MATERIALIZED (
    SELECT e.session,
        bool_or(e.type = 'error'
            OR e.type = 'vital' AND e.name = 'lcp' AND e.value > 4000
            OR e.type = 'resource' AND e.name IN ('document', 'xhr', 'fetch')
                AND ((e.measures ->> 'status')::double precision = 0 OR (e.measures ->> 'status')::double precision >= 400)
        ) IS TRUE AS affected
    FROM events AS e WHERE e.is_inside GROUP BY e.session
), totals AS (
    SELECT count(*) AS seen, count(*) FILTER (WHERE affected) AS affected FROM seen
), errors AS (
    SELECT e.fingerprint, count(*) AS occurrences, count(DISTINCT e.session) AS in_sessions,
        (array_agg(concat_ws(': ', e.name, e.labels ->> 'message') ORDER BY e.received_at, e.id))[1] AS title,
        coalesce((SELECT g.first_seen FROM rum_error_groups AS g
            WHERE (g.tenant, g.app, g.fingerprint) = (of_tenant, of_app, e.fingerprint)), min(e.received_at)) AS first_seen
    FROM events AS e WHERE e.is_inside AND e.type = 'error'
    GROUP BY e.fingerprint ORDER BY in_sessions DESC, occurrences DESC, e.fingerprint LIMIT 5
), slow AS (
    SELECT e.labels ->> 'provider_type' AS provider_type, e.labels ->> 'provider_name' AS provider_name, e.labels ->> 'url_host' AS url_host,
        count(*) FILTER (WHERE e.is_inside) AS samples,
        (array_agg(e.value ORDER BY e.value) FILTER (WHERE e.is_inside))[floor(0.75 * count(*) FILTER (WHERE e.is_inside))::integer + 1] AS p75,
        (array_agg(e.value ORDER BY e.value) FILTER (WHERE NOT e.is_inside))[floor(0.75 * count(*) FILTER (WHERE NOT e.is_inside))::integer + 1] AS p75_before
    FROM events AS e WHERE e.type = 'resource' AND e.value IS NOT NULL
    GROUP BY 1, 2, 3 HAVING count(*) FILTER (WHERE e.is_inside) >= 5 ORDER BY p75 DESC, url_host LIMIT 5
), who AS (
    SELECT d.key AS dimension, d.value, count(*) FILTER (WHERE w.affected) AS affected, count(*) AS seen,
        count(*) FILTER (WHERE w.affected) * t.seen / (t.affected * count(*)::numeric) AS lift
    FROM totals AS t
    CROSS JOIN seen AS w
    JOIN sessions AS s ON s.session = w.session
    CROSS JOIN LATERAL jsonb_each_text(s.labels) AS d
    WHERE t.affected > 0 AND d.key IN ('device', 'browser', 'connection', 'country', 'version')
    GROUP BY d.key, d.value, t.seen, t.affected
    HAVING count(*) FILTER (WHERE w.affected) >= 3
        AND count(*) FILTER (WHERE w.affected) * t.seen / (t.affected * count(*)::numeric) >= 1.5
    ORDER BY lift DESC, dimension, value LIMIT 5
), failing AS (
    SELECT e.session, count(*) AS errors, min(e.received_at) AS first_error
    FROM events AS e WHERE e.is_inside AND e.type = 'error'
    GROUP BY e.session ORDER BY errors DESC, first_error DESC, e.session LIMIT 3
), trail AS (
    SELECT f.session, f.errors, f.first_error,
        (SELECT jsonb_agg(jsonb_build_object('at', (extract(epoch FROM p.at) * 1000)::bigint, 'type', p.type, 'name', p.name, 'page', p.page)
                ORDER BY p.at, p.id)
         FROM (SELECT e.at, e.id, e.type, e.name, e.page FROM events AS e
               WHERE e.session = f.session AND e.received_at <= f.first_error ORDER BY e.at DESC, e.id DESC LIMIT 11) AS p) AS steps,
        EXISTS (SELECT FROM rum_replay_segments AS r WHERE r.tenant = of_tenant AND r.session = f.session) AS has_replay
    FROM failing AS f
)
SELECT jsonb_build_object(
    'window_start', (extract(epoch FROM window_from) * 1000)::bigint,
    'window_end', (extract(epoch FROM window_until) * 1000)::bigint,
    'sessions_seen', (SELECT t.seen FROM totals AS t),
    'sessions_affected', (SELECT t.affected FROM totals AS t),
    'errors', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'fingerprint', e.fingerprint, 'title', e.title, 'count', e.occurrences, 'sessions', e.in_sessions,
        'first_seen', (extract(epoch FROM e.first_seen) * 1000)::bigint,
        'new', e.first_seen >= window_from - (window_until - window_from))
        ORDER BY e.in_sessions DESC, e.occurrences DESC, e.fingerprint) FROM errors AS e), '[]'),
    'slow', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'provider_type', s.provider_type, 'provider_name', s.provider_name, 'url_host', s.url_host, 'samples', s.samples,
        'p75_ms', s.p75, 'p75_ms_before', s.p75_before) ORDER BY s.p75 DESC, s.url_host) FROM slow AS s), '[]'),
    'who', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'dimension', w.dimension, 'value', w.value, 'affected', w.affected, 'seen', w.seen, 'lift', round(w.lift, 2))
        ORDER BY w.lift DESC, w.dimension, w.value) FROM who AS w), '[]'),
    'trail', coalesce((SELECT jsonb_agg(
        jsonb_build_object('session', t.session, 'steps', t.steps)
            || CASE WHEN t.has_replay THEN jsonb_build_object('replay', true) ELSE '{}' END
        ORDER BY t.errors DESC, t.first_error DESC, t.session) FROM trail AS t), '[]'))
$$;

COMMENT ON FUNCTION impact_evidence(text, text, text, timestamptz, timestamptz) IS 'What did affected users of an app on a host see in a window (start inclusive, end exclusive)? Sessions seen and affected, their errors, slow resources, what they have in common, and the steps before the first errors. Instants are epoch milliseconds.';

CREATE OR REPLACE FUNCTION erase_session(of_tenant text, of_session text) RETURNS bigint
    LANGUAGE plpgsql AS
$$
DECLARE
    deleted bigint;
    erased  bigint := 0;
BEGIN
    DELETE FROM rum_timeline AS t WHERE t.tenant = of_tenant AND t.session = of_session;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    erased := erased + deleted;
    DELETE FROM rum_replay_segments AS r WHERE r.tenant = of_tenant AND r.session = of_session;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    erased := erased + deleted;
    DELETE FROM rum_sessions AS s WHERE s.tenant = of_tenant AND s.session = of_session;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    erased := erased + deleted;
    UPDATE rum_error_groups AS g SET sample_session = NULL, sample_id = NULL
    WHERE g.tenant = of_tenant AND g.sample_session = of_session;
    UPDATE rum_erasures AS e SET done_at = now() WHERE (e.tenant, e.kind, e.subject) = (of_tenant, 'session', of_session);
    RETURN erased;
END
$$;

COMMENT ON FUNCTION erase_session(text, text) IS 'Deletes every row of a session and returns their number; samples of groups of errors that lie in it are cleared. Idempotent; repeated while the topic can bring rows back.';

-- The job keeps the sample of a group of errors in its state and writes it with every row of the group, so a sample of an
-- erased session is left out of each row.
CREATE OR REPLACE FUNCTION leave_out_erased_sample() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.sample_session IS NOT NULL AND EXISTS (
        SELECT FROM rum_erasures AS e
        WHERE (e.tenant, e.kind, e.subject) = (NEW.tenant, 'session', NEW.sample_session)) THEN
        NEW.sample_session := NULL;
        NEW.sample_id := NULL;
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION leave_out_erased_sample() IS 'Clears the sample of a row of rum_error_groups that lies in an erased session.';

CREATE OR REPLACE TRIGGER leave_out_erased_sample BEFORE INSERT OR UPDATE ON rum_error_groups
    FOR EACH ROW EXECUTE FUNCTION leave_out_erased_sample();

CREATE OR REPLACE FUNCTION erase_user(of_tenant text, of_user_hash text) RETURNS SETOF text
    LANGUAGE plpgsql AS
$$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT DISTINCT s.session FROM rum_sessions AS s WHERE s.tenant = of_tenant AND s.user_hash = of_user_hash
    LOOP
        PERFORM erase_session(of_tenant, found.session);
        RETURN NEXT found.session;
    END LOOP;
    UPDATE rum_erasures AS e SET done_at = now() WHERE (e.tenant, e.kind, e.subject) = (of_tenant, 'user', of_user_hash);
END
$$;

COMMENT ON FUNCTION erase_user(text, text) IS 'Erases the sessions of a keyed hash of a user and returns them.';

CREATE OR REPLACE FUNCTION prune_error_groups(retention_days integer) RETURNS bigint
    LANGUAGE plpgsql AS
$$
DECLARE
    deleted bigint;
BEGIN
    DELETE FROM rum_error_groups WHERE ctid = ANY (ARRAY(
        SELECT g.ctid FROM rum_error_groups AS g
        WHERE g.last_seen < (newest_day() - retention_days + 1)::timestamp AT TIME ZONE 'UTC' LIMIT 50000));
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END
$$;

COMMENT ON FUNCTION prune_error_groups(integer) IS 'Deletes groups of errors that were not seen for retention_days, counted from the newest day of any table; at most 50,000 per call. Returns their number.';

CREATE OR REPLACE FUNCTION expire_events(
    sessions_days integer, timeline_days integer, metric_minutes_days integer, error_minutes_days integer,
    segments_days integer, error_groups_days integer)
    RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    -- One caller at a time; any other leaves the work to it. The lock ends with the transaction.
    IF NOT pg_try_advisory_xact_lock(hashtext('expire_events'), hashtext(current_schema())) THEN
        RETURN;
    END IF;
    PERFORM drop_expired_days('rum_sessions', sessions_days);
    PERFORM drop_expired_days('rum_timeline', timeline_days);
    PERFORM drop_expired_days('rum_metric_minutes', metric_minutes_days);
    PERFORM drop_expired_days('rum_error_minutes', error_minutes_days);
    PERFORM drop_expired_days('rum_replay_segments', segments_days);
    PERFORM prune_error_groups(error_groups_days);
    DELETE FROM error_stacks AS s WHERE s.last_seen < (newest_day() - error_groups_days + 1)::timestamp AT TIME ZONE 'UTC';
    DELETE FROM rum_erasures AS e WHERE e.requested_at < (newest_day() - 365)::timestamp AT TIME ZONE 'UTC';
END
$$;

COMMENT ON FUNCTION expire_events(integer, integer, integer, integer, integer, integer) IS 'Applies retention to the tables of the second plane, in days counted from the newest day of any table.';

-- Who can erase and expire? Only the owner of the tables.
REVOKE EXECUTE ON FUNCTION erase_session(text, text), erase_user(text, text), prune_error_groups(integer),
    expire_events(integer, integer, integer, integer, integer, integer) FROM PUBLIC;
