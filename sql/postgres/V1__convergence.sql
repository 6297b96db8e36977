-- Are real users affected, since when, on which pages, and who was told?
--
-- Writers: the convergence job, at least once, with upserts that give the same rows in whatever order they come.
-- All instants are event time in UTC. Ratios lie in [0, 1]; a ratio or percentile without samples is null.

-- Which user impact holds now?
CREATE TABLE convergence_verdicts (
    tenant                text             NOT NULL,
    app                   text             NOT NULL,
    host                  text             NOT NULL,
    window_end            timestamptz      NOT NULL,
    window_start          timestamptz      NOT NULL,
    verdict               text             NOT NULL,
    previous_verdict      text,
    rum_degraded          boolean          NOT NULL,
    synthetic_degraded    boolean          NOT NULL,
    views                 bigint           NOT NULL,
    error_views           bigint           NOT NULL,
    error_rate            double precision,
    lcp_samples           bigint           NOT NULL,
    p75_lcp_ms            double precision,
    p75_ttfb_ms           double precision,
    p75_inp_ms            double precision,
    p75_cls               double precision,
    synthetic_samples     bigint           NOT NULL,
    synthetic_failures    bigint           NOT NULL,
    rum_data              text             NOT NULL,
    synthetic_data        text             NOT NULL,
    trust                 text             NOT NULL,
    views_previous_window bigint           NOT NULL,
    changed               boolean          NOT NULL,
    PRIMARY KEY (tenant, app, host)
);

COMMENT ON TABLE convergence_verdicts IS 'Which user impact holds now? The latest verdict of each tenant, app and host; the newer window_end wins. A row whose window_end is more than a minute or two old is of a key that went silent.';
COMMENT ON COLUMN convergence_verdicts.tenant IS 'Owner of the app.';
COMMENT ON COLUMN convergence_verdicts.app IS 'Application within the tenant.';
COMMENT ON COLUMN convergence_verdicts.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN convergence_verdicts.window_end IS 'End of the window, exclusive: the boundary evaluated.';
COMMENT ON COLUMN convergence_verdicts.window_start IS 'Start of the window, inclusive.';
COMMENT ON COLUMN convergence_verdicts.verdict IS 'healthy, user_impact_confirmed, synthetic_only_no_user_impact or user_only_synthetic_blind.';
COMMENT ON COLUMN convergence_verdicts.previous_verdict IS 'The verdict before the current one; null while there has been one only.';
COMMENT ON COLUMN convergence_verdicts.rum_degraded IS 'Whether real users are affected by the thresholds.';
COMMENT ON COLUMN convergence_verdicts.synthetic_degraded IS 'Whether synthetic checks are affected by the thresholds.';
COMMENT ON COLUMN convergence_verdicts.views IS 'Page views in the window.';
COMMENT ON COLUMN convergence_verdicts.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN convergence_verdicts.error_rate IS 'error_views over views.';
COMMENT ON COLUMN convergence_verdicts.lcp_samples IS 'Page views that carry a largest contentful paint.';
COMMENT ON COLUMN convergence_verdicts.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, within 1 %, never on the wrong side of the threshold.';
COMMENT ON COLUMN convergence_verdicts.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, within 1 %.';
COMMENT ON COLUMN convergence_verdicts.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, within 1 %.';
COMMENT ON COLUMN convergence_verdicts.p75_cls IS '75th percentile of cumulative layout shift, a score, within 1 %.';
COMMENT ON COLUMN convergence_verdicts.synthetic_samples IS 'Web-facing synthetic results in the window.';
COMMENT ON COLUMN convergence_verdicts.synthetic_failures IS 'Failed ones among them.';
COMMENT ON COLUMN convergence_verdicts.rum_data IS 'How much real-user data the window holds: absent, insufficient or sufficient. Absence is not health.';
COMMENT ON COLUMN convergence_verdicts.synthetic_data IS 'Whether the window holds synthetic results: absent or observed.';
COMMENT ON COLUMN convergence_verdicts.trust IS 'What the verdict rests on: synthetic_corroborated, rum_only, synthetic_only or observed.';
COMMENT ON COLUMN convergence_verdicts.views_previous_window IS 'Page views in the window of the same size before: shows a collapse in traffic.';
COMMENT ON COLUMN convergence_verdicts.changed IS 'True when this boundary changed the verdict or gave the first one, false on a heartbeat.';

-- When did the verdict change, and on what evidence?
CREATE TABLE convergence_transitions (
    tenant                text             NOT NULL,
    app                   text             NOT NULL,
    host                  text             NOT NULL,
    window_end            timestamptz      NOT NULL,
    window_start          timestamptz      NOT NULL,
    verdict               text             NOT NULL,
    previous_verdict      text,
    rum_degraded          boolean          NOT NULL,
    synthetic_degraded    boolean          NOT NULL,
    views                 bigint           NOT NULL,
    error_views           bigint           NOT NULL,
    error_rate            double precision,
    lcp_samples           bigint           NOT NULL,
    p75_lcp_ms            double precision,
    p75_ttfb_ms           double precision,
    p75_inp_ms            double precision,
    p75_cls               double precision,
    synthetic_samples     bigint           NOT NULL,
    synthetic_failures    bigint           NOT NULL,
    rum_data              text             NOT NULL,
    synthetic_data        text             NOT NULL,
    trust                 text             NOT NULL,
    views_previous_window bigint           NOT NULL,
    PRIMARY KEY (tenant, app, host, window_end)
) PARTITION BY RANGE (window_end);

COMMENT ON TABLE convergence_transitions IS 'When did the verdict change, and on what evidence? One row for each change and for each first verdict; partitioned by the UTC day of window_end and kept for retention.transitions.';
COMMENT ON COLUMN convergence_transitions.tenant IS 'Owner of the app.';
COMMENT ON COLUMN convergence_transitions.app IS 'Application within the tenant.';
COMMENT ON COLUMN convergence_transitions.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN convergence_transitions.window_end IS 'End of the window, exclusive: the boundary at which the verdict changed.';
COMMENT ON COLUMN convergence_transitions.window_start IS 'Start of the window, inclusive.';
COMMENT ON COLUMN convergence_transitions.verdict IS 'The verdict that began: healthy, user_impact_confirmed, synthetic_only_no_user_impact or user_only_synthetic_blind.';
COMMENT ON COLUMN convergence_transitions.previous_verdict IS 'The verdict that ended; null on a first verdict.';
COMMENT ON COLUMN convergence_transitions.rum_degraded IS 'Whether real users were affected by the thresholds.';
COMMENT ON COLUMN convergence_transitions.synthetic_degraded IS 'Whether synthetic checks were affected by the thresholds.';
COMMENT ON COLUMN convergence_transitions.views IS 'Page views in the window.';
COMMENT ON COLUMN convergence_transitions.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN convergence_transitions.error_rate IS 'error_views over views.';
COMMENT ON COLUMN convergence_transitions.lcp_samples IS 'Page views that carry a largest contentful paint.';
COMMENT ON COLUMN convergence_transitions.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, within 1 %, never on the wrong side of the threshold.';
COMMENT ON COLUMN convergence_transitions.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, within 1 %.';
COMMENT ON COLUMN convergence_transitions.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, within 1 %.';
COMMENT ON COLUMN convergence_transitions.p75_cls IS '75th percentile of cumulative layout shift, a score, within 1 %.';
COMMENT ON COLUMN convergence_transitions.synthetic_samples IS 'Web-facing synthetic results in the window.';
COMMENT ON COLUMN convergence_transitions.synthetic_failures IS 'Failed ones among them.';
COMMENT ON COLUMN convergence_transitions.rum_data IS 'How much real-user data the window held: absent, insufficient or sufficient.';
COMMENT ON COLUMN convergence_transitions.synthetic_data IS 'Whether the window held synthetic results: absent or observed.';
COMMENT ON COLUMN convergence_transitions.trust IS 'What the verdict rests on: synthetic_corroborated, rum_only, synthetic_only or observed.';
COMMENT ON COLUMN convergence_transitions.views_previous_window IS 'Page views in the window of the same size before.';

-- How did each page behave, minute by minute?
CREATE TABLE rum_minutes (
    tenant      text             NOT NULL,
    app         text             NOT NULL,
    host        text             NOT NULL,
    page        text             NOT NULL,
    minute      timestamptz      NOT NULL,
    views       bigint           NOT NULL,
    error_views bigint           NOT NULL,
    lcp_samples bigint           NOT NULL,
    p75_lcp_ms  double precision,
    p75_ttfb_ms double precision,
    p75_inp_ms  double precision,
    p75_cls     double precision,
    p75_fcp_ms  double precision,
    p75_load_ms double precision,
    vitals      bytea            NOT NULL,
    -- The minute before the page: what is written together lies together, and a host's last hours are one range.
    PRIMARY KEY (tenant, app, host, minute, page)
) PARTITION BY RANGE (minute);

COMMENT ON TABLE rum_minutes IS 'How did each page behave, minute by minute? One row for each page and minute with views; a row with more views replaces one with fewer. Partitioned by the UTC day of minute and kept for retention.rum-minutes.';
COMMENT ON COLUMN rum_minutes.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_minutes.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_minutes.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN rum_minutes.page IS 'Redacted path (OpenTelemetry: url.path), or (other) for the pages beyond bounds.pages.';
COMMENT ON COLUMN rum_minutes.minute IS 'Start of the minute, inclusive.';
COMMENT ON COLUMN rum_minutes.views IS 'Page views in the minute.';
COMMENT ON COLUMN rum_minutes.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN rum_minutes.lcp_samples IS 'Page views that carry a largest contentful paint.';
COMMENT ON COLUMN rum_minutes.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, within 1 %.';
COMMENT ON COLUMN rum_minutes.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, within 1 %.';
COMMENT ON COLUMN rum_minutes.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, within 1 %.';
COMMENT ON COLUMN rum_minutes.p75_cls IS '75th percentile of cumulative layout shift, a score, within 1 %.';
COMMENT ON COLUMN rum_minutes.p75_fcp_ms IS '75th percentile of first contentful paint, milliseconds, within 1 %.';
COMMENT ON COLUMN rum_minutes.p75_load_ms IS '75th percentile of the load event, milliseconds, within 1 %.';
COMMENT ON COLUMN rum_minutes.vitals IS 'Histograms of all vitals, to merge over minutes and pages: byte 1 (version), the number of bins, then for each bin in ascending order its key less the key before (the first less 0) and its count, all numbers unsigned LEB128 varints. A key is 4096 * vital + bin; vital is 0 LCP, 1 TTFB, 2 INP, 3 CLS, 4 FCP, 5 load. Bin 0 stands for 0 (values below 0.000001); any other bin b holds values from g^(b-1024) up to g^(b-1023), where g = 1.01/0.99, and stands for 1.01 * g^(b-1024).';

-- Who was told of what, and does it still hold?
CREATE TABLE signals (
    dedup_key   text        NOT NULL,
    episode     bigint      NOT NULL,
    sequence    bigint      NOT NULL,
    id          text        NOT NULL,
    status      text        NOT NULL,
    reason      text        NOT NULL,
    name        text        NOT NULL,
    plane       text        NOT NULL,
    kind        text        NOT NULL,
    severity    text        NOT NULL,
    tenant      text        NOT NULL,
    app         text        NOT NULL,
    host        text        NOT NULL,
    title       text        NOT NULL,
    message     text        NOT NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz,
    occurred_at timestamptz NOT NULL,
    evidence    jsonb       NOT NULL,
    replay      boolean     NOT NULL,
    PRIMARY KEY (dedup_key, episode)
);

CREATE INDEX signals_by_start ON signals (tenant, starts_at DESC);
CREATE INDEX signals_firing ON signals (tenant, app, host) WHERE status = 'firing';

COMMENT ON TABLE signals IS 'Who was told of what, and does it still hold? The latest signal of each alert and episode; the higher sequence wins.';
COMMENT ON COLUMN signals.dedup_key IS 'Names the alert: tenant/kind/subject.';
COMMENT ON COLUMN signals.episode IS 'Names the episode: starts_at in epoch milliseconds.';
COMMENT ON COLUMN signals.sequence IS '0 is the fire, then re-assertions; the last is the resolve.';
COMMENT ON COLUMN signals.id IS 'Deterministic id of the emission (UUID version 5): equal over restarts and replays.';
COMMENT ON COLUMN signals.status IS 'firing or resolved.';
COMMENT ON COLUMN signals.reason IS 'Why it was emitted: threshold, recovered or no_data.';
COMMENT ON COLUMN signals.name IS 'Name of the alert.';
COMMENT ON COLUMN signals.plane IS 'rum for convergence signals.';
COMMENT ON COLUMN signals.kind IS 'What it says, such as rum.user_impact_correlated.';
COMMENT ON COLUMN signals.severity IS 'critical, error, warning or info.';
COMMENT ON COLUMN signals.tenant IS 'Owner of the app.';
COMMENT ON COLUMN signals.app IS 'Application within the tenant.';
COMMENT ON COLUMN signals.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN signals.title IS 'One line for a person on call, with measured values.';
COMMENT ON COLUMN signals.message IS 'A paragraph for a person on call, with measured values.';
COMMENT ON COLUMN signals.starts_at IS 'Boundary at which it fired.';
COMMENT ON COLUMN signals.ends_at IS 'Boundary at which it was resolved; null while it fires.';
COMMENT ON COLUMN signals.occurred_at IS 'Boundary of this emission.';
COMMENT ON COLUMN signals.evidence IS 'What was measured: verdict, previous verdict, views, error views, error rate, p75 LCP, synthetic samples and failures, window.';
COMMENT ON COLUMN signals.replay IS 'True when history was being replayed: nobody was paged.';
