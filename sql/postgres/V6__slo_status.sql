-- What is the state of each error budget now?
--
-- The job upserts a row for each budget beside the row of slo_snapshots. Questions about the present read this table, whose size
-- is the number of budgets, so that snapshots can be thinned without changing an answer about the present.

-- The columns, with their comments, are those of slo_snapshots.
CREATE TABLE slo_status (LIKE slo_snapshots INCLUDING COMMENTS, PRIMARY KEY (tenant, slo, generation, slo_group))
    -- Free space in each page lets an update that changes no indexed column stay in its page.
    WITH (fillfactor = 70);

COMMENT ON TABLE slo_status IS 'What is the state of each error budget now? The latest row of slo_snapshots of each budget; the later window_end wins, then the higher (revision, total). Budgets without a row since retention.snapshots are deleted. A budget is present when its objective is not removed, its generation is that of slos, and its window_end is at most 11 minutes before the latest results.';

ALTER TABLE slo_status ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slo_status FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

CREATE FUNCTION fill_slo_status() RETURNS bigint
    LANGUAGE plpgsql AS
$$
DECLARE
    filled bigint;
BEGIN
    -- The budgets are found one after another in the primary key, so that the rows of each budget are not all read.
    WITH RECURSIVE budget AS (
        (SELECT s.tenant, s.slo, s.generation, s.slo_group FROM slo_snapshots AS s
         ORDER BY s.tenant, s.slo, s.generation, s.slo_group LIMIT 1)
        UNION ALL
        SELECT following.* FROM budget AS b CROSS JOIN LATERAL (
            SELECT s.tenant, s.slo, s.generation, s.slo_group FROM slo_snapshots AS s
            WHERE (s.tenant, s.slo, s.generation, s.slo_group) > (b.tenant, b.slo, b.generation, b.slo_group)
            ORDER BY s.tenant, s.slo, s.generation, s.slo_group LIMIT 1) AS following
    )
    INSERT INTO slo_status AS present (
        tenant, slo, generation, slo_group, window_end, revision, good, bad, total, target, method, period_start,
        period_end, counted_from, consumed, remaining, windows, burn, observed, expected, coverage, fallback,
        fallback_share, status, cold_start, burn_window, exhaustion_seconds, roll_off_exhaustion_seconds)
    SELECT
        latest.tenant, latest.slo, latest.generation, latest.slo_group, latest.window_end, latest.revision,
        latest.good, latest.bad, latest.total, latest.target, latest.method, latest.period_start, latest.period_end,
        latest.counted_from, latest.consumed, latest.remaining, latest.windows, latest.burn, latest.observed,
        latest.expected, latest.coverage, latest.fallback, latest.fallback_share, latest.status, latest.cold_start,
        latest.burn_window, latest.exhaustion_seconds, latest.roll_off_exhaustion_seconds
    FROM budget AS b CROSS JOIN LATERAL (
        SELECT * FROM slo_snapshots AS s
        WHERE (s.tenant, s.slo, s.generation, s.slo_group) = (b.tenant, b.slo, b.generation, b.slo_group)
        ORDER BY s.window_end DESC LIMIT 1) AS latest
    ON CONFLICT ON CONSTRAINT slo_status_pkey DO UPDATE SET (
        tenant, slo, generation, slo_group, window_end, revision, good, bad, total, target, method, period_start,
        period_end, counted_from, consumed, remaining, windows, burn, observed, expected, coverage, fallback,
        fallback_share, status, cold_start, burn_window, exhaustion_seconds, roll_off_exhaustion_seconds) = (
        excluded.tenant, excluded.slo, excluded.generation, excluded.slo_group, excluded.window_end,
        excluded.revision, excluded.good, excluded.bad, excluded.total, excluded.target, excluded.method,
        excluded.period_start, excluded.period_end, excluded.counted_from, excluded.consumed, excluded.remaining,
        excluded.windows, excluded.burn, excluded.observed, excluded.expected, excluded.coverage, excluded.fallback,
        excluded.fallback_share, excluded.status, excluded.cold_start, excluded.burn_window,
        excluded.exhaustion_seconds, excluded.roll_off_exhaustion_seconds)
        WHERE (excluded.window_end, excluded.revision, excluded.total)
            > (present.window_end, present.revision, present.total);
    GET DIAGNOSTICS filled = ROW_COUNT;
    RETURN filled;
END
$$;

COMMENT ON FUNCTION fill_slo_status() IS 'Writes the latest row of slo_snapshots of each budget to slo_status unless the row there is as new. Returns the number of written rows. Idempotent.';
REVOKE EXECUTE ON FUNCTION fill_slo_status() FROM PUBLIC;

SELECT fill_slo_status();
