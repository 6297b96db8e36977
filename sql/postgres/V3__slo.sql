-- How does each objective stand, how did it do, and who may see it?
--
-- Writers: the convergence job, at least once, with upserts that give the same rows in whatever order they come. Counts
-- are exact; ratios are rounded to 12 decimals, half to even; a ratio without counts is null, never 0 or 1. Definitions
-- alone have no order of their own: the last one written stays.

-- Which objectives are there?
CREATE TABLE slos (
    tenant          text    NOT NULL,
    slo             text    NOT NULL,
    effective_from  timestamptz,
    removed         boolean NOT NULL,
    service         text,
    display_name    text,
    generation      bigint,
    source          text,
    sli             jsonb,
    target          numeric(7, 6),
    period          text,
    rolling         boolean,
    calendar_anchor text,
    calendar_zone   text,
    method          text,
    slice_target    numeric(7, 6),
    slice_seconds   bigint,
    no_data         text,
    tiers           jsonb,
    runbook_url     text,
    url             text,
    PRIMARY KEY (tenant, slo)
);

COMMENT ON TABLE slos IS 'Which objectives are there? The latest definition of each; what is written last stays.';
COMMENT ON COLUMN slos.tenant IS 'Owner of the objective.';
COMMENT ON COLUMN slos.slo IS 'Name, unique within the tenant.';
COMMENT ON COLUMN slos.effective_from IS 'Minute boundary from which the definition, or its removal, holds; null when it held before the job started.';
COMMENT ON COLUMN slos.removed IS 'Whether the definition was removed; the columns below are null then.';
COMMENT ON COLUMN slos.service IS 'What the objective is about, as its definition names it.';
COMMENT ON COLUMN slos.display_name IS 'Name for people.';
COMMENT ON COLUMN slos.generation IS 'First 63 bits of the SHA-256 of the normalised indicator: counts of two generations never mix.';
COMMENT ON COLUMN slos.source IS 'Events that count: rum, synthetic, convergence or joint.';
COMMENT ON COLUMN slos.sli IS 'The indicator: selectors (where), the condition of good events (good) and the keys of groups (group_by).';
COMMENT ON COLUMN slos.target IS 'Ratio of good ones that is promised.';
COMMENT ON COLUMN slos.period IS 'Span of the budget, such as 30d or 1M.';
COMMENT ON COLUMN slos.rolling IS 'Whether the span ends now; otherwise it is one of a calendar.';
COMMENT ON COLUMN slos.calendar_anchor IS 'Local date and time at which a period of the calendar starts; null when rolling.';
COMMENT ON COLUMN slos.calendar_zone IS 'IANA time zone of the anchor; null when rolling.';
COMMENT ON COLUMN slos.method IS 'What the budget is counted in: Occurrences, Timeslices or RatioTimeslices.';
COMMENT ON COLUMN slos.slice_target IS 'Ratio of good events that makes a slice good; null unless the method is Timeslices.';
COMMENT ON COLUMN slos.slice_seconds IS 'Length of a slice; null for Occurrences.';
COMMENT ON COLUMN slos.no_data IS 'What a slice without an event counts as: ignore, good or bad.';
COMMENT ON COLUMN slos.tiers IS 'When it alerts, by the name of the tier: severity, long and short window, factor as a fraction, comparison, hold.';
COMMENT ON COLUMN slos.runbook_url IS 'What its signals link to for help, if the definition says so.';
COMMENT ON COLUMN slos.url IS 'What its signals link to for a look, if the definition says so.';

-- How did each budget stand, minute by minute?
CREATE TABLE slo_snapshots (
    tenant                      text          NOT NULL,
    slo                         text          NOT NULL,
    generation                  bigint        NOT NULL,
    slo_group                   text          NOT NULL,
    window_end                  timestamptz   NOT NULL,
    revision                    bigint        NOT NULL,
    good                        bigint        NOT NULL,
    bad                         bigint        NOT NULL,
    total                       bigint        NOT NULL,
    target                      numeric(7, 6) NOT NULL,
    method                      text          NOT NULL,
    period_start                timestamptz   NOT NULL,
    period_end                  timestamptz   NOT NULL,
    consumed                    numeric,
    remaining                   numeric,
    windows                     jsonb         NOT NULL,
    burn                        jsonb         NOT NULL,
    observed                    bigint        NOT NULL,
    expected                    bigint        NOT NULL,
    coverage                    numeric,
    fallback                    bigint        NOT NULL,
    fallback_share              numeric,
    status                      text          NOT NULL,
    cold_start                  boolean       NOT NULL,
    burn_window                 text          NOT NULL,
    exhaustion_seconds          bigint,
    roll_off_exhaustion_seconds bigint,
    PRIMARY KEY (tenant, slo, generation, slo_group, window_end)
) PARTITION BY RANGE (window_end);

COMMENT ON TABLE slo_snapshots IS 'How did each budget stand, minute by minute? A row each minute in which counts changed, and a heartbeat every 5 minutes while there is data; the higher (revision, total) wins. Partitioned by the UTC day of window_end and kept for retention.snapshots.';
COMMENT ON COLUMN slo_snapshots.tenant IS 'Owner of the objective.';
COMMENT ON COLUMN slo_snapshots.slo IS 'Name of the objective.';
COMMENT ON COLUMN slo_snapshots.generation IS 'Generation of its indicator.';
COMMENT ON COLUMN slo_snapshots.slo_group IS 'key=value joined by vertical bars; empty without groups.';
COMMENT ON COLUMN slo_snapshots.window_end IS 'Minute boundary: everything before it counts.';
COMMENT ON COLUMN slo_snapshots.revision IS '0, higher after each restatement by late events and each change of the target.';
COMMENT ON COLUMN slo_snapshots.good IS 'Good ones in the period: events, slices, or billionths of slices.';
COMMENT ON COLUMN slo_snapshots.bad IS 'Bad ones in the period.';
COMMENT ON COLUMN slo_snapshots.total IS 'What the bad ones are divided by: good and bad, or for Timeslices every slice of the period.';
COMMENT ON COLUMN slo_snapshots.target IS 'The target then.';
COMMENT ON COLUMN slo_snapshots.method IS 'What is counted: Occurrences, Timeslices or RatioTimeslices.';
COMMENT ON COLUMN slo_snapshots.period_start IS 'Start of the period, inclusive.';
COMMENT ON COLUMN slo_snapshots.period_end IS 'End of the whole period, exclusive; of a calendar one it lies ahead.';
COMMENT ON COLUMN slo_snapshots.consumed IS 'Share of the budget that is spent; above 1 when overspent; null when the period holds nothing.';
COMMENT ON COLUMN slo_snapshots.remaining IS '1 less consumed: negative when overspent, never clamped.';
COMMENT ON COLUMN slo_snapshots.windows IS 'good, bad and total of each window of the burn policy, by its name, such as 5m or 1h.';
COMMENT ON COLUMN slo_snapshots.burn IS 'Burn rate of each window, by its name; null when it holds nothing.';
COMMENT ON COLUMN slo_snapshots.observed IS 'Minutes or slices of the period with an event.';
COMMENT ON COLUMN slo_snapshots.expected IS 'Minutes or slices the period had since the objective was first seen in it.';
COMMENT ON COLUMN slo_snapshots.coverage IS 'observed over expected.';
COMMENT ON COLUMN slo_snapshots.fallback IS 'Events of the period that are synthetic results in place of views; 0 unless the source is joint.';
COMMENT ON COLUMN slo_snapshots.fallback_share IS 'fallback over total; null when the period holds nothing.';
COMMENT ON COLUMN slo_snapshots.status IS 'ok, burning (a tier is firing), exhausted (nothing remains) or no_data.';
COMMENT ON COLUMN slo_snapshots.cold_start IS 'Whether the period holds too few events to go by.';
COMMENT ON COLUMN slo_snapshots.burn_window IS 'Name of the window whose burn the forecasts go by.';
COMMENT ON COLUMN slo_snapshots.exhaustion_seconds IS 'Time until nothing remains when that burn goes on; 0 when nothing does now; null for never.';
COMMENT ON COLUMN slo_snapshots.roll_off_exhaustion_seconds IS 'The same, with old buckets leaving a rolling period; null for never.';

-- How did each objective do, over a day, week, month, quarter or its own period?
CREATE TABLE slo_reports (
    tenant           text          NOT NULL,
    slo              text          NOT NULL,
    generation       bigint        NOT NULL,
    slo_group        text          NOT NULL,
    kind             text          NOT NULL,
    period_start     timestamptz   NOT NULL,
    period_end       timestamptz   NOT NULL,
    good             bigint        NOT NULL,
    bad              bigint        NOT NULL,
    total            bigint        NOT NULL,
    target           numeric(7, 6) NOT NULL,
    method           text          NOT NULL,
    compliance       numeric,
    consumed         numeric,
    remaining        numeric,
    met              boolean,
    events           bigint        NOT NULL,
    bad_events       bigint        NOT NULL,
    observed_minutes bigint        NOT NULL,
    breach_minutes   bigint        NOT NULL,
    worst_burn       numeric,
    worst_burn_bad   bigint        NOT NULL,
    worst_burn_total bigint        NOT NULL,
    worst_burn_at    timestamptz,
    attribution      jsonb         NOT NULL,
    PRIMARY KEY (tenant, slo, generation, slo_group, kind, period_start)
);

COMMENT ON TABLE slo_reports IS 'How did each objective do, over a day, week, month, quarter or its own period? One final row for each closed span; should it be written twice, the one that saw more minutes, then more events, wins. Kept for ever.';
COMMENT ON COLUMN slo_reports.tenant IS 'Owner of the objective.';
COMMENT ON COLUMN slo_reports.slo IS 'Name of the objective.';
COMMENT ON COLUMN slo_reports.generation IS 'Generation of its indicator.';
COMMENT ON COLUMN slo_reports.slo_group IS 'key=value joined by vertical bars; empty without groups.';
COMMENT ON COLUMN slo_reports.kind IS 'Which span: day, week (ISO), month, quarter, all in UTC, or period, of its own calendar.';
COMMENT ON COLUMN slo_reports.period_start IS 'Start of the span, inclusive.';
COMMENT ON COLUMN slo_reports.period_end IS 'End of the span, exclusive.';
COMMENT ON COLUMN slo_reports.good IS 'Good ones in the span: events, slices, or billionths of slices.';
COMMENT ON COLUMN slo_reports.bad IS 'Bad ones in the span.';
COMMENT ON COLUMN slo_reports.total IS 'What the bad ones are divided by.';
COMMENT ON COLUMN slo_reports.target IS 'The target at the end of the span.';
COMMENT ON COLUMN slo_reports.method IS 'What is counted: Occurrences, Timeslices or RatioTimeslices.';
COMMENT ON COLUMN slo_reports.compliance IS 'Ratio of good ones; null when the span holds nothing.';
COMMENT ON COLUMN slo_reports.consumed IS 'Share of the budget of the span that was spent; above 1 when overspent.';
COMMENT ON COLUMN slo_reports.remaining IS '1 less consumed, never clamped.';
COMMENT ON COLUMN slo_reports.met IS 'Whether the target was reached, decided on the counts; null when the span holds nothing.';
COMMENT ON COLUMN slo_reports.events IS 'Events of the span, whatever the budget is counted in.';
COMMENT ON COLUMN slo_reports.bad_events IS 'Bad events among them; each dimension of the attribution sums to it.';
COMMENT ON COLUMN slo_reports.observed_minutes IS 'Minutes with an event.';
COMMENT ON COLUMN slo_reports.breach_minutes IS 'Minutes whose own ratio was below the target.';
COMMENT ON COLUMN slo_reports.worst_burn IS 'Highest burn rate of an hour that ended in the span; null when there was none.';
COMMENT ON COLUMN slo_reports.worst_burn_bad IS 'Bad ones of that hour.';
COMMENT ON COLUMN slo_reports.worst_burn_total IS 'All of that hour.';
COMMENT ON COLUMN slo_reports.worst_burn_at IS 'End of that hour; null when there was none.';
COMMENT ON COLUMN slo_reports.attribution IS 'Bad ones by dimension (page, host, browser) and value, (other) among the values; each dimension sums to bad.';

-- Who was told of what, and does it still hold? Now of objectives as well.
ALTER TABLE signals
    ALTER COLUMN app DROP NOT NULL,
    ALTER COLUMN host DROP NOT NULL,
    ADD COLUMN service   text,
    ADD COLUMN slo       text,
    ADD COLUMN slo_group text,
    ADD COLUMN tier      text;

UPDATE signals SET service = app;

ALTER TABLE signals ALTER COLUMN service SET NOT NULL;

CREATE INDEX signals_firing_by_slo ON signals (tenant, slo) WHERE status = 'firing' AND slo IS NOT NULL;

COMMENT ON COLUMN signals.reason IS 'Why it was emitted: threshold, recovered, no_data (too few views to tell), no_data_freeze (no event to tell by, it keeps firing), definition_removed or restated (late events changed the counts).';
COMMENT ON COLUMN signals.plane IS 'rum for user impact, slo for objectives.';
COMMENT ON COLUMN signals.kind IS 'What it says: rum.user_impact_correlated, rum.user_impact_unseen_by_synthetics or slo.burn_rate.';
COMMENT ON COLUMN signals.severity IS 'critical, error, warning or info: user impact is a warning, a page of an objective critical, a ticket a warning.';
COMMENT ON COLUMN signals.tenant IS 'Owner of the app or objective.';
COMMENT ON COLUMN signals.app IS 'Application within the tenant; null for an objective.';
COMMENT ON COLUMN signals.host IS 'Host name, lower case, without port; null for an objective.';
COMMENT ON COLUMN signals.service IS 'What people call it: the app, or the service of an objective.';
COMMENT ON COLUMN signals.slo IS 'Name of the objective; null for user impact.';
COMMENT ON COLUMN signals.slo_group IS 'Group of the objective, empty without groups; null for user impact.';
COMMENT ON COLUMN signals.tier IS 'Tier of the burn policy, such as page-1h; null for user impact.';
COMMENT ON COLUMN signals.evidence IS 'What was measured. User impact: verdict, previous verdict, views, error views, error rate, p75 LCP, synthetic samples and failures, window. Objectives: target, factor, counts and burn of the long and short window, counts of the period, remaining, exhaustion; empty once the objective is removed.';

-- Who may see what? Each tenant's rows are for sessions that name it: SET convergence.tenant = 'acme'. The owner of the
-- tables, the job, sees and writes all. A role that is to read is granted SELECT on the tables, never on partitions.

ALTER TABLE convergence_verdicts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON convergence_verdicts USING (tenant = current_setting('convergence.tenant', true));
ALTER TABLE convergence_transitions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON convergence_transitions USING (tenant = current_setting('convergence.tenant', true));
ALTER TABLE rum_minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_minutes USING (tenant = current_setting('convergence.tenant', true));
ALTER TABLE signals ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON signals USING (tenant = current_setting('convergence.tenant', true));
ALTER TABLE slos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slos USING (tenant = current_setting('convergence.tenant', true));
ALTER TABLE slo_snapshots ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slo_snapshots USING (tenant = current_setting('convergence.tenant', true));
ALTER TABLE slo_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slo_reports USING (tenant = current_setting('convergence.tenant', true));

-- A partition that is queried by its own name is not guarded by its parent's policy: it has none, so it shows nothing.
DO
$$
DECLARE
    part text;
BEGIN
    FOR part IN
        SELECT d.partition FROM day_partitions('convergence_transitions') AS d
        UNION ALL
        SELECT d.partition FROM day_partitions('rum_minutes') AS d
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION ensure_day_partition(parent text, day date, retention_days integer) RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    newest  date;
    part    text := parent || to_char(day, '"_y"YYYY"m"MM"d"DD');
    expired record;
BEGIN
    -- One writer at a time per table; the lock ends with the transaction.
    PERFORM pg_advisory_xact_lock(hashtext('ensure_day_partition'), hashtext(parent));

    SELECT max(d.day) INTO newest FROM day_partitions(parent) AS d;
    newest := greatest(newest, ensure_day_partition.day);
    IF ensure_day_partition.day <= newest - retention_days THEN
        RETURN false;
    END IF;

    IF to_regclass(quote_ident(part)) IS NULL THEN
        -- Attaching a finished table does not wait for readers and writers of the parent; PARTITION OF would.
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, part, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');

        -- Dropping does wait: give up after two seconds and leave it to the next new day.
        SET LOCAL lock_timeout = '2s';
        FOR expired IN
            SELECT d.partition FROM day_partitions(parent) AS d WHERE d.day <= newest - retention_days ORDER BY d.day
        LOOP
            BEGIN
                EXECUTE format('DROP TABLE %I', expired.partition);
            EXCEPTION
                WHEN lock_not_available THEN
                    RAISE NOTICE 'partition % is in use and stays until the next new day', expired.partition;
            END;
        END LOOP;
    END IF;
    RETURN true;
END
$$;
