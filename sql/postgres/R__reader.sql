-- What may the database role of a service do that reads for all tenants, such as the query service?
--
-- It reads the tenant that its session sets (convergence.tenant), records documents in slo_documents and DSNs in rum_dsns, stores archives of
-- symbol files, resolves stacks of errors again and erases sessions. It owns nothing, so that row-level security applies to it. It has no privilege on partitions, which have no policies of their own.

CREATE OR REPLACE FUNCTION convergence_grant_reader(reader text) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    readable CONSTANT text[] := ARRAY[
        'convergence_verdicts', 'convergence_transitions', 'convergence_minutes', 'convergence_thresholds', 'incidents',
        'rum_minutes', 'signals', 'slos', 'slo_snapshots', 'slo_status', 'slo_reports', 'slo_documents',
        'rum_sessions', 'rum_timeline', 'rum_metric_minutes', 'rum_error_groups', 'rum_error_minutes',
        'rum_replay_segments', 'rum_erasures', 'rum_dsns', 'rum_views', 'rum_vitals', 'rum_errors', 'rum_resources', 'rum_actions',
        'rum_long_tasks', 'rum_breadcrumbs', 'rum_metrics', 'rum_resolved_groups', 'error_stacks',
        'symbol_archives', 'symbol_files', 'symbol_chunks'];
    granted  record;
    readable_table text;
BEGIN
    SELECT r.oid, r.rolsuper, r.rolbypassrls INTO granted FROM pg_roles AS r WHERE r.rolname = reader;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no role %', reader;
    END IF;
    IF granted.rolsuper OR granted.rolbypassrls OR pg_has_role(
        granted.oid, (SELECT c.relowner FROM pg_class AS c WHERE c.oid = to_regclass('slo_documents')), 'MEMBER') THEN
        RAISE EXCEPTION 'role % is a superuser, bypasses row-level security or owns the tables; it would read every tenant',
            reader;
    END IF;

    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), reader);
    FOREACH readable_table IN ARRAY readable LOOP
        EXECUTE format('GRANT SELECT ON %I TO %I', readable_table, reader);
    END LOOP;
    EXECUTE format('GRANT INSERT ON slo_documents, symbol_archives, symbol_files, symbol_chunks TO %I', reader);
    EXECUTE format('GRANT UPDATE (stored_bytes, unpacked_bytes, used_at, retired_at) ON symbol_archives TO %I', reader);
    EXECUTE format('GRANT UPDATE (source, top, resolved_fingerprint, status, status_rank, archive_id, checked_id) ON error_stacks TO %I', reader);
    EXECUTE format('GRANT EXECUTE ON FUNCTION slo_documents_end(text), sweep_symbols(integer), tenants_with_late_stacks(), symbol_counts(), request_erasure(text, text), repeat_erasure(text, text), due_erasures(), record_dsn(text, bigint, timestamptz, text, jsonb, text, text), rum_dsns_end(text), dsn_conflicts(text, text[]) TO %I', reader);
    INSERT INTO tenant_roles (role_name, tenant) VALUES (reader, '*') ON CONFLICT DO NOTHING;
END
$$;

COMMENT ON FUNCTION convergence_grant_reader(text) IS 'Lets a role read every table, one tenant at a time (SET convergence.tenant), add rows to slo_documents, record DSNs, add and retire archives of symbol files, resolve stacks of errors again, and erase sessions on request. Nothing else, and nothing on partitions. Idempotent; called by the owner of the tables. An error when row-level security would not apply to the role.';

-- At which offset does reading the topic of definitions go on? Asked for all tenants at once, whose rows no reader sees.
CREATE OR REPLACE FUNCTION slo_documents_end(topic text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    RETURN (SELECT coalesce(max(d.position) + 1, 0) FROM slo_documents AS d WHERE d.topic_id = topic);

COMMENT ON FUNCTION slo_documents_end(text) IS 'The offset after the last row of slo_documents of a topic, over all tenants; 0 without rows.';

-- Deletes what nobody reads any more, of all tenants: retired archives after ten minutes, unused ones after some days.
CREATE OR REPLACE FUNCTION sweep_symbols(retention_days integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
    UPDATE symbol_archives AS a SET retired_at = now()
    WHERE a.retired_at IS NULL AND a.used_at < now() - make_interval(days => retention_days);
    -- A call deletes a bounded number of chunks, so that it ends within the bound on one statement.
    DELETE FROM symbol_chunks AS c WHERE (c.archive_id, c.path, c.number) IN (
        SELECT d.archive_id, d.path, d.number FROM symbol_chunks AS d
        JOIN symbol_archives AS a ON a.archive_id = d.archive_id
        WHERE a.retired_at < now() - interval '10 minutes' LIMIT 500);
    DELETE FROM symbol_archives AS a WHERE a.retired_at < now() - interval '10 minutes'
        AND NOT EXISTS (SELECT FROM symbol_chunks AS c WHERE c.archive_id = a.archive_id);
END;

COMMENT ON FUNCTION sweep_symbols(integer) IS 'Retires archives of symbol files that were not used for retention_days, and deletes those that were retired ten minutes ago, at most 500 chunks per call.';

-- Asked for all tenants at once, whose rows no reader sees.
CREATE OR REPLACE FUNCTION tenants_with_late_stacks() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT DISTINCT a.tenant FROM symbol_archives AS a
    WHERE a.retired_at IS NULL AND EXISTS (
        SELECT FROM error_stacks AS s
        WHERE (s.tenant, s.app_id, s.env, s.version) = (a.tenant, a.app_id, a.env, a.version)
            AND a.archive_id > greatest(s.archive_id, s.checked_id));
END;

COMMENT ON FUNCTION tenants_with_late_stacks() IS 'Tenants with stacks of errors that were not yet resolved with the present archive of their app and version.';

-- Counted over all tenants at once, whose rows no reader sees; the numbers name no tenant.
CREATE OR REPLACE FUNCTION symbol_counts() RETURNS TABLE (platform text, archives bigint, late_stacks bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT a.platform, count(*), coalesce(sum((
            SELECT count(*) FROM error_stacks AS s
            WHERE (s.tenant, s.app_id, s.env, s.version) = (a.tenant, a.app_id, a.env, a.version)
                AND a.archive_id > greatest(s.archive_id, s.checked_id))), 0)::bigint
    FROM symbol_archives AS a WHERE a.retired_at IS NULL GROUP BY a.platform;
END;

COMMENT ON FUNCTION symbol_counts() IS 'Present archives of symbol files by platform, and stacks of errors that were not yet resolved with them.';

-- Erasures concern the tenant that the caller's session sets, like everything that a reader sees.
CREATE OR REPLACE FUNCTION request_erasure(of_kind text, of_subject text) RETURNS TABLE (app text, session text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
DECLARE
    of_tenant CONSTANT text := current_setting('convergence.tenant');
    erased record;
BEGIN
    FOR erased IN
        SELECT DISTINCT s.app, s.session FROM rum_sessions AS s
        WHERE s.tenant = of_tenant AND (of_kind = 'session' AND s.session = of_subject OR of_kind = 'user' AND s.user_hash = of_subject)
        UNION
        SELECT DISTINCT t.app, t.session FROM rum_timeline AS t
        WHERE t.tenant = of_tenant AND of_kind = 'session' AND t.session = of_subject
    LOOP
        app := erased.app;
        session := erased.session;
        INSERT INTO rum_erasures AS e (tenant, kind, subject, requested_at) VALUES (of_tenant, 'session', erased.session, now())
        ON CONFLICT ON CONSTRAINT rum_erasures_pkey DO UPDATE SET requested_at = excluded.requested_at;
        PERFORM erase_session(of_tenant, erased.session);
        RETURN NEXT;
    END LOOP;
    IF of_kind = 'user' AND app IS NOT NULL THEN
        INSERT INTO rum_erasures AS e (tenant, kind, subject, requested_at, done_at) VALUES (of_tenant, 'user', of_subject, now(), now())
        ON CONFLICT ON CONSTRAINT rum_erasures_pkey DO UPDATE SET requested_at = excluded.requested_at, done_at = excluded.done_at;
    END IF;
END
$$;

COMMENT ON FUNCTION request_erasure(text, text) IS 'Erases a session (kind session), or the sessions of a keyed hash of a user (kind user), of the tenant that the session sets, records the request, and returns the erased sessions by app.';

CREATE OR REPLACE FUNCTION repeat_erasure(of_kind text, of_subject text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
DECLARE
    of_tenant CONSTANT text := current_setting('convergence.tenant');
    again     text;
    sessions  bigint := 0;
BEGIN
    IF of_kind <> 'user' THEN
        RETURN erase_session(of_tenant, of_subject);
    END IF;
    FOR again IN SELECT u FROM erase_user(of_tenant, of_subject) AS u LOOP
        sessions := sessions + 1;
        INSERT INTO rum_erasures (tenant, kind, subject, requested_at, done_at)
        VALUES (of_tenant, 'session', again, now(), now()) ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN sessions;
END
$$;

COMMENT ON FUNCTION repeat_erasure(text, text) IS 'Applies an erasure of the tenant that the session sets again. Returns the number of rows, or of sessions of a user, that were found again.';

-- Asked for all tenants at once, whose rows no reader sees.
CREATE OR REPLACE FUNCTION due_erasures() RETURNS TABLE (tenant text, kind text, subject text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
$$
    SELECT e.tenant, e.kind, e.subject FROM rum_erasures AS e
    WHERE e.requested_at > now() - interval '3 days' AND (e.done_at IS NULL OR e.done_at <= now()
        - CASE WHEN e.requested_at > now() - interval '1 hour' THEN interval '1 minute' ELSE interval '1 hour' END)
    ORDER BY e.done_at NULLS FIRST LIMIT 1000
$$;

COMMENT ON FUNCTION due_erasures() IS 'Erasures that are to be applied again: each minute in the hour after the request, then hourly for 3 days.';

-- At which offset does reading the topic of DSNs go on? Asked for all tenants at once, whose rows no reader sees.
CREATE OR REPLACE FUNCTION rum_dsns_end(topic text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    RETURN (SELECT coalesce(max(d.position) + 1, 0) FROM rum_dsns AS d WHERE d.topic_id = topic);

COMMENT ON FUNCTION rum_dsns_end(text) IS 'The offset after the last row of rum_dsns of a topic, over all tenants; 0 without rows.';

-- The record of a revocation names no tenant, so this concerns the rows of all, unless the session sets one.
CREATE OR REPLACE FUNCTION record_dsn(of_topic text, at_position bigint, at_time timestamptz, of_token text, of_document jsonb,
        of_author text, of_key text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
DECLARE
    of_session CONSTANT text := coalesce(current_setting('convergence.tenant', true), '');
    of_tenant  CONSTANT text := of_document ->> 'tenant';
BEGIN
    IF of_session <> '' AND of_tenant <> of_session THEN
        RAISE EXCEPTION 'tenant % cannot write a DSN of tenant %', of_session, of_tenant;
    END IF;
    UPDATE rum_dsns AS d SET revoked_at = at_time, written_at = at_time, author = of_author, topic_id = of_topic, position = at_position
    WHERE d.token = of_token AND d.tenant IS DISTINCT FROM of_tenant AND d.revoked_at IS NULL
        AND (of_session = '' OR d.tenant = of_session) AND (d.topic_id <> of_topic OR d.position < at_position);
    IF of_document IS NOT NULL THEN
        INSERT INTO rum_dsns AS d (tenant, token, app, document, created_at, written_at, author, idempotency_key, topic_id, position)
        VALUES (of_tenant, of_token, of_document ->> 'app', of_document, at_time, at_time, of_author, of_key, of_topic, at_position)
        ON CONFLICT ON CONSTRAINT rum_dsns_pkey DO UPDATE SET
            app = excluded.app, document = excluded.document, written_at = excluded.written_at, author = excluded.author,
            created_at = CASE WHEN d.revoked_at IS NULL THEN d.created_at ELSE excluded.created_at END,
            idempotency_key = coalesce(excluded.idempotency_key, d.idempotency_key),
            revoked_at = NULL, topic_id = excluded.topic_id, position = excluded.position
        WHERE d.topic_id <> excluded.topic_id OR d.position < excluded.position;
    END IF;
END
$$;

COMMENT ON FUNCTION record_dsn(text, bigint, timestamptz, text, jsonb, text, text) IS 'Records a document of the topic of DSNs, or with null that its token is revoked, unless something later is recorded. An error for a document of another tenant than the session sets.';

-- Who has a token or an application id is asked over all tenants, and answered without naming them.
CREATE OR REPLACE FUNCTION dsn_conflicts(of_token text, of_app_ids text[]) RETURNS TABLE (kind text, subject text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS
$$
    SELECT 'token', of_token WHERE EXISTS (
        SELECT FROM rum_dsns AS d WHERE d.token = of_token AND d.tenant <> current_setting('convergence.tenant'))
    UNION ALL
    SELECT 'app_id', a.app_id FROM unnest(of_app_ids) AS a (app_id) WHERE EXISTS (
        SELECT FROM rum_dsns AS d WHERE (d.document -> 'app_ids') ? a.app_id AND CASE
            WHEN d.tenant = current_setting('convergence.tenant') THEN d.revoked_at IS NULL AND d.token <> of_token
            ELSE true END)
$$;

COMMENT ON FUNCTION dsn_conflicts(text, text[]) IS 'What the tenant that the session sets cannot have: the token when another tenant has or had it (kind token), and each application id that another tenant has or had, or another DSN of the tenant has (kind app_id).';

REVOKE EXECUTE ON FUNCTION convergence_grant_reader(text), slo_documents_end(text), sweep_symbols(integer), tenants_with_late_stacks(), symbol_counts(), request_erasure(text, text), repeat_erasure(text, text), due_erasures(), record_dsn(text, bigint, timestamptz, text, jsonb, text, text), rum_dsns_end(text), dsn_conflicts(text, text[]) FROM PUBLIC;
