-- Which user impact is there, how do objectives do, and which signals were sent?
--
-- Written by the convergence job, at least once, with upserts whose result does not depend on the order of writing. The
-- exceptions are slos, where the last row written wins, and slo_documents, which the query service writes. All instants are event time in UTC. Counts are exact. Ratios are in
-- [0, 1] unless stated otherwise; those of objectives are rounded to 12 decimals, half to even. A ratio or percentile
-- without samples is null, never 0 or 1.

-- Which user impact is there now?
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
    synthetic_recent_samples  bigint       NOT NULL,
    synthetic_recent_failures bigint       NOT NULL,
    synthetic_window_ms   bigint           NOT NULL,
    rum_data              text             NOT NULL,
    synthetic_data        text             NOT NULL,
    trust                 text             NOT NULL,
    views_previous_window bigint           NOT NULL,
    collapse_since        timestamptz,
    collapse_width_ms     bigint,
    expected_views        bigint,
    missing_views         bigint,
    incident_opened_at    timestamptz,
    incident_views        bigint,
    incident_error_views  bigint,
    changed               boolean          NOT NULL,
    PRIMARY KEY (tenant, app, host)
);

COMMENT ON TABLE convergence_verdicts IS 'Which user impact is there now? The latest verdict of each tenant, app and host; the newer window_end wins. A window_end more than two minutes in the past means that no more data arrives for the key.';
COMMENT ON COLUMN convergence_verdicts.tenant IS 'Owner of the app.';
COMMENT ON COLUMN convergence_verdicts.app IS 'Application within the tenant.';
COMMENT ON COLUMN convergence_verdicts.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN convergence_verdicts.window_end IS 'End of the window, exclusive, which is the evaluated boundary.';
COMMENT ON COLUMN convergence_verdicts.window_start IS 'Start of the window, inclusive.';
COMMENT ON COLUMN convergence_verdicts.verdict IS 'healthy, user_impact_confirmed, synthetic_only_no_user_impact or user_only_synthetic_blind.';
COMMENT ON COLUMN convergence_verdicts.previous_verdict IS 'The verdict before the current one; null after the first one.';
COMMENT ON COLUMN convergence_verdicts.rum_degraded IS 'Whether real users are affected, by the thresholds or because their traffic collapsed.';
COMMENT ON COLUMN convergence_verdicts.synthetic_degraded IS 'Whether the thresholds classify synthetic checks as degraded.';
COMMENT ON COLUMN convergence_verdicts.views IS 'Page views in the window.';
COMMENT ON COLUMN convergence_verdicts.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN convergence_verdicts.error_rate IS 'Ratio of error_views to views.';
COMMENT ON COLUMN convergence_verdicts.lcp_samples IS 'Page views with a largest contentful paint.';
COMMENT ON COLUMN convergence_verdicts.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, exact to 1 %; it is on the same side of the threshold as the exact value.';
COMMENT ON COLUMN convergence_verdicts.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, exact to 1 %.';
COMMENT ON COLUMN convergence_verdicts.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, exact to 1 %.';
COMMENT ON COLUMN convergence_verdicts.p75_cls IS '75th percentile of cumulative layout shift, a score, exact to 1 %.';
COMMENT ON COLUMN convergence_verdicts.synthetic_samples IS 'Web-facing synthetic results in the window.';
COMMENT ON COLUMN convergence_verdicts.synthetic_failures IS 'Failed results among synthetic_samples.';
COMMENT ON COLUMN convergence_verdicts.synthetic_recent_samples IS 'Web-facing synthetic results in the recent window at the end of the window.';
COMMENT ON COLUMN convergence_verdicts.synthetic_recent_failures IS 'Failed results among synthetic_recent_samples.';
COMMENT ON COLUMN convergence_verdicts.synthetic_window_ms IS 'Length of the span whose results decided, milliseconds: the recent window or the whole one.';
COMMENT ON COLUMN convergence_verdicts.rum_data IS 'Amount of real-user data in the window: absent, insufficient, sufficient, or collapsed while a traffic collapse lasts. Absent data does not mean healthy.';
COMMENT ON COLUMN convergence_verdicts.synthetic_data IS 'Whether there are synthetic results in the window: absent or observed.';
COMMENT ON COLUMN convergence_verdicts.trust IS 'Data that the verdict is based on: synthetic_corroborated, rum_only, synthetic_only or observed.';
COMMENT ON COLUMN convergence_verdicts.views_previous_window IS 'Page views in the preceding window of the same size, which shows a collapse of traffic.';
COMMENT ON COLUMN convergence_verdicts.collapse_since IS 'Start of the traffic collapse: of the first span with too few page views; null while there is none.';
COMMENT ON COLUMN convergence_verdicts.collapse_width_ms IS 'Width of the compared spans, milliseconds; null while there is no collapse.';
COMMENT ON COLUMN convergence_verdicts.expected_views IS 'Page views expected per collapse_width_ms; null while there is no collapse.';
COMMENT ON COLUMN convergence_verdicts.missing_views IS 'Expected page views since collapse_since that did not come; null while there is no collapse.';
COMMENT ON COLUMN convergence_verdicts.incident_opened_at IS 'Boundary at which the incident opened; null while there is none. Together with tenant, app and host it is the key of incidents.';
COMMENT ON COLUMN convergence_verdicts.incident_views IS 'Page views from incident_opened_at to window_end.';
COMMENT ON COLUMN convergence_verdicts.incident_error_views IS 'Page views with an error among incident_views.';
COMMENT ON COLUMN convergence_verdicts.changed IS 'True when the verdict changed at this boundary or is the first one; false on a heartbeat.';

-- When did a verdict change, and on which evidence?
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
    synthetic_recent_samples  bigint       NOT NULL,
    synthetic_recent_failures bigint       NOT NULL,
    synthetic_window_ms   bigint           NOT NULL,
    rum_data              text             NOT NULL,
    synthetic_data        text             NOT NULL,
    trust                 text             NOT NULL,
    views_previous_window bigint           NOT NULL,
    collapse_since        timestamptz,
    collapse_width_ms     bigint,
    expected_views        bigint,
    missing_views         bigint,
    incident_opened_at    timestamptz,
    incident_views        bigint,
    incident_error_views  bigint,
    PRIMARY KEY (tenant, app, host, window_end)
) PARTITION BY RANGE (window_end);

CREATE INDEX convergence_transitions_by_time ON convergence_transitions (tenant, window_end, app, host);

COMMENT ON TABLE convergence_transitions IS 'When did a verdict change, and on which evidence? One row for each change and each first verdict. Partitioned by the UTC day of window_end and kept for retention.transitions.';
COMMENT ON COLUMN convergence_transitions.tenant IS 'Owner of the app.';
COMMENT ON COLUMN convergence_transitions.app IS 'Application within the tenant.';
COMMENT ON COLUMN convergence_transitions.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN convergence_transitions.window_end IS 'End of the window, exclusive, which is the boundary at which the verdict changed.';
COMMENT ON COLUMN convergence_transitions.window_start IS 'Start of the window, inclusive.';
COMMENT ON COLUMN convergence_transitions.verdict IS 'The new verdict: healthy, user_impact_confirmed, synthetic_only_no_user_impact or user_only_synthetic_blind.';
COMMENT ON COLUMN convergence_transitions.previous_verdict IS 'The verdict before the change; null for a first verdict.';
COMMENT ON COLUMN convergence_transitions.rum_degraded IS 'Whether real users were affected, by the thresholds or because their traffic collapsed.';
COMMENT ON COLUMN convergence_transitions.synthetic_degraded IS 'Whether the thresholds classified synthetic checks as degraded.';
COMMENT ON COLUMN convergence_transitions.views IS 'Page views in the window.';
COMMENT ON COLUMN convergence_transitions.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN convergence_transitions.error_rate IS 'Ratio of error_views to views.';
COMMENT ON COLUMN convergence_transitions.lcp_samples IS 'Page views with a largest contentful paint.';
COMMENT ON COLUMN convergence_transitions.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, exact to 1 %; it is on the same side of the threshold as the exact value.';
COMMENT ON COLUMN convergence_transitions.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, exact to 1 %.';
COMMENT ON COLUMN convergence_transitions.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, exact to 1 %.';
COMMENT ON COLUMN convergence_transitions.p75_cls IS '75th percentile of cumulative layout shift, a score, exact to 1 %.';
COMMENT ON COLUMN convergence_transitions.synthetic_samples IS 'Web-facing synthetic results in the window.';
COMMENT ON COLUMN convergence_transitions.synthetic_failures IS 'Failed results among synthetic_samples.';
COMMENT ON COLUMN convergence_transitions.synthetic_recent_samples IS 'Web-facing synthetic results in the recent window at the end of the window.';
COMMENT ON COLUMN convergence_transitions.synthetic_recent_failures IS 'Failed results among synthetic_recent_samples.';
COMMENT ON COLUMN convergence_transitions.synthetic_window_ms IS 'Length of the span whose results decided, milliseconds: the recent window or the whole one.';
COMMENT ON COLUMN convergence_transitions.rum_data IS 'Amount of real-user data in the window: absent, insufficient, sufficient, or collapsed while a traffic collapse lasts.';
COMMENT ON COLUMN convergence_transitions.synthetic_data IS 'Whether there were synthetic results in the window: absent or observed.';
COMMENT ON COLUMN convergence_transitions.trust IS 'Data that the verdict is based on: synthetic_corroborated, rum_only, synthetic_only or observed.';
COMMENT ON COLUMN convergence_transitions.views_previous_window IS 'Page views in the preceding window of the same size.';
COMMENT ON COLUMN convergence_transitions.collapse_since IS 'Start of the traffic collapse: of the first span with too few page views; null while there is none.';
COMMENT ON COLUMN convergence_transitions.collapse_width_ms IS 'Width of the compared spans, milliseconds; null while there is no collapse.';
COMMENT ON COLUMN convergence_transitions.expected_views IS 'Page views expected per collapse_width_ms; null while there is no collapse.';
COMMENT ON COLUMN convergence_transitions.missing_views IS 'Expected page views since collapse_since that did not come; null while there is no collapse.';
COMMENT ON COLUMN convergence_transitions.incident_opened_at IS 'Boundary at which the incident opened; null while there is none. Together with tenant, app and host it is the key of incidents.';
COMMENT ON COLUMN convergence_transitions.incident_views IS 'Page views from incident_opened_at to window_end.';
COMMENT ON COLUMN convergence_transitions.incident_error_views IS 'Page views with an error among incident_views.';

-- Which verdict did each key have at each full minute, and on which evidence?
CREATE TABLE convergence_minutes (
    tenant             text             NOT NULL,
    app                text             NOT NULL,
    host               text             NOT NULL,
    window_end         timestamptz      NOT NULL,
    verdict            text             NOT NULL,
    rum_degraded       boolean          NOT NULL,
    synthetic_degraded boolean          NOT NULL,
    views              bigint           NOT NULL,
    error_views        bigint           NOT NULL,
    lcp_samples        bigint           NOT NULL,
    p75_lcp_ms         double precision,
    p75_ttfb_ms        double precision,
    p75_inp_ms         double precision,
    p75_cls            double precision,
    synthetic_samples  bigint           NOT NULL,
    synthetic_failures bigint           NOT NULL,
    rum_data           text             NOT NULL,
    synthetic_data     text             NOT NULL,
    PRIMARY KEY (tenant, app, host, window_end)
) PARTITION BY RANGE (window_end);

COMMENT ON TABLE convergence_minutes IS 'Which verdict did each key have at each full minute, and on which evidence? One row for each verdict that was published at a full minute, unless store.minutes is false. A boundary is evaluated once, so the first row wins. Partitioned by the UTC day of window_end and kept for retention.minutes.';
COMMENT ON COLUMN convergence_minutes.tenant IS 'Owner of the app.';
COMMENT ON COLUMN convergence_minutes.app IS 'Application within the tenant.';
COMMENT ON COLUMN convergence_minutes.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN convergence_minutes.window_end IS 'End of the window, exclusive, which is the evaluated boundary: a full minute.';
COMMENT ON COLUMN convergence_minutes.verdict IS 'healthy, user_impact_confirmed, synthetic_only_no_user_impact or user_only_synthetic_blind.';
COMMENT ON COLUMN convergence_minutes.rum_degraded IS 'Whether real users were affected, by the thresholds or because their traffic collapsed.';
COMMENT ON COLUMN convergence_minutes.synthetic_degraded IS 'Whether the thresholds classified synthetic checks as degraded.';
COMMENT ON COLUMN convergence_minutes.views IS 'Page views in the window.';
COMMENT ON COLUMN convergence_minutes.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN convergence_minutes.lcp_samples IS 'Page views with a largest contentful paint.';
COMMENT ON COLUMN convergence_minutes.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, exact to 1 %; it is on the same side of the threshold as the exact value.';
COMMENT ON COLUMN convergence_minutes.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, exact to 1 %.';
COMMENT ON COLUMN convergence_minutes.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, exact to 1 %.';
COMMENT ON COLUMN convergence_minutes.p75_cls IS '75th percentile of cumulative layout shift, a score, exact to 1 %.';
COMMENT ON COLUMN convergence_minutes.synthetic_samples IS 'Web-facing synthetic results in the window.';
COMMENT ON COLUMN convergence_minutes.synthetic_failures IS 'Failed results among synthetic_samples.';
COMMENT ON COLUMN convergence_minutes.rum_data IS 'Amount of real-user data in the window: absent, insufficient, sufficient, or collapsed while a traffic collapse lasts.';
COMMENT ON COLUMN convergence_minutes.synthetic_data IS 'Whether there were synthetic results in the window: absent or observed.';

-- Which thresholds did the job judge by, and since when?
CREATE TABLE convergence_thresholds (
    effective_from          timestamptz      NOT NULL PRIMARY KEY,
    window_seconds          double precision NOT NULL,
    min_views               bigint           NOT NULL,
    error_rate              double precision NOT NULL,
    p75_lcp_ms              double precision NOT NULL,
    min_lcp_samples         bigint           NOT NULL,
    min_samples             bigint           NOT NULL,
    failure_ratio           double precision NOT NULL,
    min_failing_locations   bigint           NOT NULL,
    recent_window_seconds   double precision NOT NULL,
    recent_samples          bigint           NOT NULL,
    collapse_ratio          double precision NOT NULL,
    collapse_recovery_ratio double precision NOT NULL,
    collapse_min_expected   bigint           NOT NULL
);

COMMENT ON TABLE convergence_thresholds IS 'Which thresholds did the job judge by, and since when? The live job writes a row at its start when the thresholds differ from the newest row. They apply to all tenants. Kept for ever.';
COMMENT ON COLUMN convergence_thresholds.effective_from IS 'Time at which the job started with these thresholds, on the wall clock.';
COMMENT ON COLUMN convergence_thresholds.window_seconds IS 'Length of the window, seconds: window.size.';
COMMENT ON COLUMN convergence_thresholds.min_views IS 'Fewest page views in a window for users to be judged: rum.min-views.';
COMMENT ON COLUMN convergence_thresholds.error_rate IS 'Ratio of error views at or above which users count as affected: rum.error-rate.';
COMMENT ON COLUMN convergence_thresholds.p75_lcp_ms IS '75th percentile of largest contentful paint at or above which users count as affected, milliseconds: rum.lcp-p75.';
COMMENT ON COLUMN convergence_thresholds.min_lcp_samples IS 'Fewest page views with a largest contentful paint for its percentile to be judged: rum.min-lcp-samples.';
COMMENT ON COLUMN convergence_thresholds.min_samples IS 'Fewest synthetic results in a window for checks to be judged: synthetic.min-samples.';
COMMENT ON COLUMN convergence_thresholds.failure_ratio IS 'Ratio of failed synthetic results at or above which checks count as degraded: synthetic.failure-ratio.';
COMMENT ON COLUMN convergence_thresholds.min_failing_locations IS 'Fewest distinct locations with a failure: synthetic.min-failing-locations.';
COMMENT ON COLUMN convergence_thresholds.recent_window_seconds IS 'Span whose synthetic results decide alone where there are enough, seconds, 0 for none: synthetic.recent-window.';
COMMENT ON COLUMN convergence_thresholds.recent_samples IS 'Fewest synthetic results in that span: synthetic.recent-samples.';
COMMENT ON COLUMN convergence_thresholds.collapse_ratio IS 'Ratio of recent to expected page views below which traffic collapses, 0 for never: collapse.ratio.';
COMMENT ON COLUMN convergence_thresholds.collapse_recovery_ratio IS 'Ratio of recent to expected page views at or above which a collapse ends: collapse.recovery-ratio.';
COMMENT ON COLUMN convergence_thresholds.collapse_min_expected IS 'Fewest expected page views for silence to count as a collapse: collapse.min-expected.';

-- Which incidents were there, how long did they last, and how many page views did they hit?
CREATE TABLE incidents (
    tenant        text        NOT NULL,
    app           text        NOT NULL,
    host          text        NOT NULL,
    opened_at     timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    first_kind    text,
    worst_verdict text        NOT NULL,
    views         bigint      NOT NULL,
    error_views   bigint      NOT NULL,
    missing_views bigint      NOT NULL,
    reason        text        NOT NULL,
    PRIMARY KEY (tenant, app, host, opened_at)
);

CREATE INDEX incidents_by_start ON incidents (tenant, opened_at);
CREATE INDEX incidents_open ON incidents (tenant, app, host) WHERE ended_at IS NULL;

COMMENT ON TABLE incidents IS 'Which incidents were there, how long did they last, and how many page views did they hit? One row for each, written when it opens, at each full minute, with each signal and when it ends; the newer updated_at wins. Kept for retention.signals.';
COMMENT ON COLUMN incidents.tenant IS 'Owner of the app.';
COMMENT ON COLUMN incidents.app IS 'Application within the tenant.';
COMMENT ON COLUMN incidents.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN incidents.opened_at IS 'Boundary of the first verdict with user impact.';
COMMENT ON COLUMN incidents.updated_at IS 'Boundary that the counts extend to.';
COMMENT ON COLUMN incidents.ended_at IS 'Boundary at which it ended; null while it is open.';
COMMENT ON COLUMN incidents.first_kind IS 'Kind of the signal that fired first; null when none fired.';
COMMENT ON COLUMN incidents.worst_verdict IS 'user_impact_confirmed when checks failed as well at any time, else user_only_synthetic_blind.';
COMMENT ON COLUMN incidents.views IS 'Page views from opened_at to updated_at.';
COMMENT ON COLUMN incidents.error_views IS 'Page views with an error among views.';
COMMENT ON COLUMN incidents.missing_views IS 'Expected page views that did not come, over all traffic collapses of the incident.';
COMMENT ON COLUMN incidents.reason IS 'While it is open: threshold, or traffic_collapse when only a collapse makes users count as affected. After its end: recovered or no_data.';

-- How did each page perform in each minute?
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
    -- The minute precedes the page, so that rows written together are adjacent and the last hours of a host are one range.
    PRIMARY KEY (tenant, app, host, minute, page)
) PARTITION BY RANGE (minute);

COMMENT ON TABLE rum_minutes IS 'How did each page perform in each minute? One row for each page and minute with views; the row with more views wins. Partitioned by the UTC day of minute and kept for retention.rum-minutes.';
COMMENT ON COLUMN rum_minutes.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_minutes.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_minutes.host IS 'Host name, lower case, without port.';
COMMENT ON COLUMN rum_minutes.page IS 'Redacted path (OpenTelemetry: url.path), or (other) for all pages beyond bounds.pages.';
COMMENT ON COLUMN rum_minutes.minute IS 'Start of the minute, inclusive.';
COMMENT ON COLUMN rum_minutes.views IS 'Page views in the minute.';
COMMENT ON COLUMN rum_minutes.error_views IS 'Page views with at least one script error or failed request.';
COMMENT ON COLUMN rum_minutes.lcp_samples IS 'Page views with a largest contentful paint.';
COMMENT ON COLUMN rum_minutes.p75_lcp_ms IS '75th percentile of largest contentful paint, milliseconds, exact to 1 %.';
COMMENT ON COLUMN rum_minutes.p75_ttfb_ms IS '75th percentile of time to first byte, milliseconds, exact to 1 %.';
COMMENT ON COLUMN rum_minutes.p75_inp_ms IS '75th percentile of interaction to next paint, milliseconds, exact to 1 %.';
COMMENT ON COLUMN rum_minutes.p75_cls IS '75th percentile of cumulative layout shift, a score, exact to 1 %.';
COMMENT ON COLUMN rum_minutes.p75_fcp_ms IS '75th percentile of first contentful paint, milliseconds, exact to 1 %.';
COMMENT ON COLUMN rum_minutes.p75_load_ms IS '75th percentile of the load event, milliseconds, exact to 1 %.';
COMMENT ON COLUMN rum_minutes.vitals IS 'Histograms of all vitals, which can be merged over minutes and pages: byte 1 (version), the number of bins, then for each bin in ascending order its key minus the preceding key (the first minus 0) and its count, all numbers as unsigned LEB128 varints. A key is 4096 * vital + bin; vital is 0 LCP, 1 TTFB, 2 INP, 3 CLS, 4 FCP, 5 load. Bin 0 represents 0 (values below 0.000001); any other bin b contains values from g^(b-1024) up to g^(b-1023), where g = 1.01/0.99, and represents 1.01 * g^(b-1024).';

-- Which signals were sent, and which are firing?
CREATE TABLE signals (
    dedup_key   text        NOT NULL,
    episode     bigint      NOT NULL,
    sequence    bigint      NOT NULL,
    id          text        NOT NULL,
    incident    text,
    status      text        NOT NULL,
    reason      text        NOT NULL,
    name        text        NOT NULL,
    plane       text        NOT NULL,
    kind        text        NOT NULL,
    severity    text        NOT NULL,
    tenant      text        NOT NULL,
    app         text,
    host        text,
    service     text        NOT NULL,
    slo         text,
    slo_group   text,
    tier        text,
    slo_labels  jsonb,
    notification_targets text,
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
CREATE INDEX signals_by_time ON signals (tenant, occurred_at);
CREATE INDEX signals_firing ON signals (tenant, app, host) WHERE status = 'firing';
CREATE INDEX signals_firing_by_slo ON signals (tenant, slo) WHERE status = 'firing' AND slo IS NOT NULL;

COMMENT ON TABLE signals IS 'Which signals were sent, and which are firing? The latest signal of each alert and episode; the higher sequence wins.';
COMMENT ON COLUMN signals.dedup_key IS 'Key of the alert: tenant/kind/subject.';
COMMENT ON COLUMN signals.episode IS 'Key of the episode: starts_at in epoch milliseconds.';
COMMENT ON COLUMN signals.sequence IS 'Number of the signal within the episode: 0 when it fires, then repetitions; the last one resolves it.';
COMMENT ON COLUMN signals.id IS 'Deterministic id of the signal (UUID version 5), equal over restarts and replays.';
COMMENT ON COLUMN signals.incident IS 'Incident that the signal belongs to: tenant/app/host/opened in epoch milliseconds; null for objectives.';
COMMENT ON COLUMN signals.status IS 'firing or resolved.';
COMMENT ON COLUMN signals.reason IS 'Reason of the signal: threshold, traffic_collapse (only missing views make users count as affected), superseded (the correlated signal replaces it), recovered, no_data (too few views to judge), no_data_freeze (no event, it keeps firing), definition_removed or restated (late events changed the counts).';
COMMENT ON COLUMN signals.name IS 'Name of the alert.';
COMMENT ON COLUMN signals.plane IS 'rum for user impact, slo for objectives.';
COMMENT ON COLUMN signals.kind IS 'Kind of the alert: rum.user_impact_correlated, rum.user_impact_unseen_by_synthetics or slo.burn_rate.';
COMMENT ON COLUMN signals.severity IS 'critical, error, warning or info: user impact is a warning, a page of an objective critical, a ticket a warning.';
COMMENT ON COLUMN signals.tenant IS 'Owner of the app or objective.';
COMMENT ON COLUMN signals.app IS 'Application within the tenant; null for an objective.';
COMMENT ON COLUMN signals.host IS 'Host name, lower case, without port; null for an objective.';
COMMENT ON COLUMN signals.service IS 'Name of the subject for people: the app, or the service of an objective.';
COMMENT ON COLUMN signals.slo IS 'Name of the objective; null for user impact.';
COMMENT ON COLUMN signals.slo_group IS 'Group of the objective, empty without groups; null for user impact.';
COMMENT ON COLUMN signals.tier IS 'Tier of the burn-rate policy, such as page-1h; null for user impact.';
COMMENT ON COLUMN signals.slo_labels IS 'Labels of the objective when the alert fired, by name, several values joined by commas; empty without an objective.';
COMMENT ON COLUMN signals.notification_targets IS 'Names of the notification targets of the tier when the alert fired, joined by commas.';
COMMENT ON COLUMN signals.title IS 'One line for a person on call, with measured values.';
COMMENT ON COLUMN signals.message IS 'A paragraph for a person on call, with measured values.';
COMMENT ON COLUMN signals.starts_at IS 'Boundary at which the alert fired.';
COMMENT ON COLUMN signals.ends_at IS 'Boundary at which the alert was resolved; null while it is firing.';
COMMENT ON COLUMN signals.occurred_at IS 'Boundary of this signal.';
COMMENT ON COLUMN signals.evidence IS 'Measured values. User impact: verdict, previous verdict, views, error views, error rate, p75 LCP, synthetic samples and failures, window. Objectives: target, factor, counts and burn rate of the long and short window, counts of the period, remaining budget, exhaustion; empty after the removal of the objective.';
COMMENT ON COLUMN signals.replay IS 'True when a replay sent the signal, for which nobody is paged.';

-- Which objectives are defined?
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
    labels          jsonb,
    notification_targets jsonb,
    min_events      bigint,
    min_bad         bigint,
    runbook_url     text,
    url             text,
    PRIMARY KEY (tenant, slo)
);

COMMENT ON TABLE slos IS 'Which objectives are defined? The latest definition of each; the last row written wins.';
COMMENT ON COLUMN slos.tenant IS 'Owner of the objective.';
COMMENT ON COLUMN slos.slo IS 'Name, unique within the tenant.';
COMMENT ON COLUMN slos.effective_from IS 'Minute boundary from which the definition, or its removal, applies; null when it applied before the job started.';
COMMENT ON COLUMN slos.removed IS 'Whether the definition was removed; all further columns are then null.';
COMMENT ON COLUMN slos.service IS 'Service of the objective, as its definition names it.';
COMMENT ON COLUMN slos.display_name IS 'Name for people.';
COMMENT ON COLUMN slos.generation IS 'First 63 bits of the SHA-256 of the normalised indicator and of what else determines stored counts. Counts of different generations are never added.';
COMMENT ON COLUMN slos.source IS 'Events that are counted: rum, synthetic, convergence or joint.';
COMMENT ON COLUMN slos.sli IS 'The indicator: selectors (where), the condition of good events (good) and the keys of groups (group_by).';
COMMENT ON COLUMN slos.target IS 'Promised ratio of good events or slices.';
COMMENT ON COLUMN slos.period IS 'Span of the budget, such as 30d or 1M.';
COMMENT ON COLUMN slos.rolling IS 'Whether the span always ends now; otherwise it follows a calendar.';
COMMENT ON COLUMN slos.calendar_anchor IS 'Local date and time at which a period of the calendar starts; null when rolling.';
COMMENT ON COLUMN slos.calendar_zone IS 'IANA time zone of the anchor; null when rolling.';
COMMENT ON COLUMN slos.method IS 'Budgeting method: Occurrences, Timeslices or RatioTimeslices.';
COMMENT ON COLUMN slos.slice_target IS 'Least ratio of good events of a good slice; null unless the method is Timeslices.';
COMMENT ON COLUMN slos.slice_seconds IS 'Length of a slice; null for Occurrences.';
COMMENT ON COLUMN slos.no_data IS 'Treatment of a slice without events: ignore, good or bad.';
COMMENT ON COLUMN slos.tiers IS 'Alert tiers by name: severity, long and short window, factor as a fraction, comparison, hold.';
COMMENT ON COLUMN slos.labels IS 'Labels of its document by name, each a list of values, without tenant.';
COMMENT ON COLUMN slos.notification_targets IS 'Names of notification targets by tier.';
COMMENT ON COLUMN slos.min_events IS 'Fewest events or slices with which a tier fires; null for those of the job.';
COMMENT ON COLUMN slos.min_bad IS 'Fewest bad events or slices with which a tier fires; null for those of the job.';
COMMENT ON COLUMN slos.runbook_url IS 'Runbook that signals link to, if the definition sets one.';
COMMENT ON COLUMN slos.url IS 'Page that signals link to, if the definition sets one.';

-- What was the state of each error budget in each minute?
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
    counted_from                timestamptz,
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

COMMENT ON TABLE slo_snapshots IS 'What was the state of each error budget in each minute? A row for each minute in which counts changed, and a heartbeat every 5 minutes while there is data; the higher (revision, total) wins. Partitioned by the UTC day of window_end and kept for retention.snapshots.';
COMMENT ON COLUMN slo_snapshots.tenant IS 'Owner of the objective.';
COMMENT ON COLUMN slo_snapshots.slo IS 'Name of the objective.';
COMMENT ON COLUMN slo_snapshots.generation IS 'Generation of its indicator.';
COMMENT ON COLUMN slo_snapshots.slo_group IS 'Group: key=value, joined by vertical bars; empty without groups.';
COMMENT ON COLUMN slo_snapshots.window_end IS 'Minute boundary, exclusive: events before it are counted.';
COMMENT ON COLUMN slo_snapshots.revision IS '0 at first, higher after each restatement by late events and each change of the target, the alert windows or the period.';
COMMENT ON COLUMN slo_snapshots.good IS 'Good units in the period: events, slices, or billionths of slices, depending on method.';
COMMENT ON COLUMN slo_snapshots.bad IS 'Bad units in the period.';
COMMENT ON COLUMN slo_snapshots.total IS 'Divisor of bad: good plus bad, or for Timeslices every slice of the period.';
COMMENT ON COLUMN slo_snapshots.target IS 'The target at window_end.';
COMMENT ON COLUMN slo_snapshots.method IS 'Budgeting method: Occurrences, Timeslices or RatioTimeslices.';
COMMENT ON COLUMN slo_snapshots.period_start IS 'Start of the period, inclusive.';
COMMENT ON COLUMN slo_snapshots.period_end IS 'End of the whole period, exclusive; that of a calendar period lies after window_end.';
COMMENT ON COLUMN slo_snapshots.counted_from IS 'Instant from which the counts of the period are complete, when an edit of the period found no earlier ones; null when they are complete.';
COMMENT ON COLUMN slo_snapshots.consumed IS 'Spent share of the budget; above 1 when overspent; null without events.';
COMMENT ON COLUMN slo_snapshots.remaining IS '1 minus consumed, negative when overspent.';
COMMENT ON COLUMN slo_snapshots.windows IS 'good, bad and total of each window of the burn-rate policy, by its name, such as 5m or 1h.';
COMMENT ON COLUMN slo_snapshots.burn IS 'Burn rate of each window, by its name; null without events.';
COMMENT ON COLUMN slo_snapshots.observed IS 'Minutes or slices of the period with events.';
COMMENT ON COLUMN slo_snapshots.expected IS 'Minutes or slices of the period since the first event of the objective in it.';
COMMENT ON COLUMN slo_snapshots.coverage IS 'Ratio of observed to expected.';
COMMENT ON COLUMN slo_snapshots.fallback IS 'Synthetic results of the period that were counted instead of page views; 0 unless the source is joint.';
COMMENT ON COLUMN slo_snapshots.fallback_share IS 'Ratio of fallback to total; null without events.';
COMMENT ON COLUMN slo_snapshots.status IS 'ok, burning (a tier is firing), exhausted (no budget remains) or no_data.';
COMMENT ON COLUMN slo_snapshots.cold_start IS 'Whether the period has too few events for reliable values.';
COMMENT ON COLUMN slo_snapshots.burn_window IS 'Name of the window whose burn rate the forecasts use.';
COMMENT ON COLUMN slo_snapshots.exhaustion_seconds IS 'Seconds until no budget remains if that burn rate continues; 0 when none remains now; null for never.';
COMMENT ON COLUMN slo_snapshots.roll_off_exhaustion_seconds IS 'Like exhaustion_seconds, but old events leave a rolling period meanwhile; null for never.';

-- What was the result of each objective over a day, week, month, quarter or its own period?
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
    labels           jsonb,
    notification_targets jsonb,
    PRIMARY KEY (tenant, slo, generation, slo_group, kind, period_start)
);

CREATE INDEX slo_reports_by_start ON slo_reports (tenant, kind, period_start);

COMMENT ON TABLE slo_reports IS 'What was the result of each objective over a day, week, month, quarter or its own period? One final row for each closed span. If it is written twice, the row with more observed minutes, then with more events, wins. Kept for ever.';
COMMENT ON COLUMN slo_reports.tenant IS 'Owner of the objective.';
COMMENT ON COLUMN slo_reports.slo IS 'Name of the objective.';
COMMENT ON COLUMN slo_reports.generation IS 'Generation of its indicator.';
COMMENT ON COLUMN slo_reports.slo_group IS 'Group: key=value, joined by vertical bars; empty without groups.';
COMMENT ON COLUMN slo_reports.kind IS 'Kind of span: day, week (ISO), month, quarter, all in UTC, or period, in the calendar of the objective.';
COMMENT ON COLUMN slo_reports.period_start IS 'Start of the span, inclusive.';
COMMENT ON COLUMN slo_reports.period_end IS 'End of the span, exclusive.';
COMMENT ON COLUMN slo_reports.good IS 'Good units in the span: events, slices, or billionths of slices, depending on method.';
COMMENT ON COLUMN slo_reports.bad IS 'Bad units in the span.';
COMMENT ON COLUMN slo_reports.total IS 'Divisor of bad.';
COMMENT ON COLUMN slo_reports.target IS 'The target at the end of the span.';
COMMENT ON COLUMN slo_reports.method IS 'Budgeting method: Occurrences, Timeslices or RatioTimeslices.';
COMMENT ON COLUMN slo_reports.compliance IS 'Ratio of good to good plus bad; null without events.';
COMMENT ON COLUMN slo_reports.consumed IS 'Spent share of the budget of the span; above 1 when overspent.';
COMMENT ON COLUMN slo_reports.remaining IS '1 minus consumed, negative when overspent.';
COMMENT ON COLUMN slo_reports.met IS 'Whether the target was met, computed from the exact counts; null without events.';
COMMENT ON COLUMN slo_reports.events IS 'Events of the span, whatever the method.';
COMMENT ON COLUMN slo_reports.bad_events IS 'Bad events of the span; each dimension of attribution sums to it.';
COMMENT ON COLUMN slo_reports.observed_minutes IS 'Minutes with events.';
COMMENT ON COLUMN slo_reports.breach_minutes IS 'Minutes whose ratio of good events was below the target.';
COMMENT ON COLUMN slo_reports.worst_burn IS 'Highest burn rate of any hour that ended in the span; null when there was none.';
COMMENT ON COLUMN slo_reports.worst_burn_bad IS 'Bad units of that hour.';
COMMENT ON COLUMN slo_reports.worst_burn_total IS 'All units of that hour.';
COMMENT ON COLUMN slo_reports.worst_burn_at IS 'End of that hour; null when there was none.';
COMMENT ON COLUMN slo_reports.attribution IS 'Bad events by dimension (page, host, browser) and value, with (other) for the rest; each dimension sums to bad_events.';
COMMENT ON COLUMN slo_reports.labels IS 'Labels of the objective when the span was closed, by name, each a list of values.';
COMMENT ON COLUMN slo_reports.notification_targets IS 'Names of its notification targets by tier.';

-- Who changed which OpenSLO document, and when?
CREATE TABLE slo_documents (
    topic_id        text        NOT NULL,
    position        bigint      NOT NULL,
    tenant          text        NOT NULL,
    kind            text        NOT NULL,
    name            text        NOT NULL,
    text            text,
    written_at      timestamptz NOT NULL,
    origin          text        NOT NULL,
    author          text,
    idempotency_key text,
    PRIMARY KEY (topic_id, position)
);

CREATE INDEX slo_documents_by_name ON slo_documents (tenant, kind, name, position);
CREATE UNIQUE INDEX slo_documents_by_request ON slo_documents (tenant, idempotency_key, kind, name);

COMMENT ON TABLE slo_documents IS 'Who changed which OpenSLO document, and when? A row for each record of the topic of definitions, written by the query service, never changed, and kept for ever. The topic decides; the row with the highest position is the present document.';
COMMENT ON COLUMN slo_documents.topic_id IS 'Id that Kafka gave the topic; a topic that is created again has another one.';
COMMENT ON COLUMN slo_documents.position IS 'Offset of the record in the only partition of the topic.';
COMMENT ON COLUMN slo_documents.tenant IS 'Owner of the document.';
COMMENT ON COLUMN slo_documents.kind IS 'OpenSLO kind, such as SLO, SLI, Service or AlertPolicy.';
COMMENT ON COLUMN slo_documents.name IS 'Name of the document, unique within tenant and kind.';
COMMENT ON COLUMN slo_documents.text IS 'The document as it was published; null for a deletion.';
COMMENT ON COLUMN slo_documents.written_at IS 'Time at which the record was written, by its Kafka timestamp.';
COMMENT ON COLUMN slo_documents.origin IS 'file when the document came from files (slo apply), or api when it came from the query service.';
COMMENT ON COLUMN slo_documents.author IS 'Name of the access token, or of the user, that changed it; null when it is unknown.';
COMMENT ON COLUMN slo_documents.idempotency_key IS 'Idempotency-Key of the request that wrote it; null without one.';

-- Which replay wrote this schema?
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

-- At most one row.
CREATE UNIQUE INDEX convergence_replay_alone ON convergence_replay ((true));

COMMENT ON TABLE convergence_replay IS 'Which replay wrote this schema? One row in the schema of a replay, none in that of the live tables.';
COMMENT ON COLUMN convergence_replay.epoch IS 'Name of the replay.';
COMMENT ON COLUMN convergence_replay.span_from IS 'Start of the span that is rebuilt, inclusive.';
COMMENT ON COLUMN convergence_replay.span_until IS 'End of the span that is rebuilt, exclusive.';
COMMENT ON COLUMN convergence_replay.warm_from IS 'Event time from which every event was read; results that look back further are incomplete.';
COMMENT ON COLUMN convergence_replay.settled_at IS 'Event time after which no result of the span changes any more.';
COMMENT ON COLUMN convergence_replay.branches IS 'Published branches: convergence (transitions, judged minutes, page minutes), slo (snapshots, reports).';
COMMENT ON COLUMN convergence_replay.tenants IS 'Tenants whose records were accepted; empty means all.';
COMMENT ON COLUMN convergence_replay.options IS 'Values of options on which results depend, as far as they were set; all others had their defaults.';
COMMENT ON COLUMN convergence_replay.job_id IS 'Id of the job if it was fixed before the start; otherwise null.';
COMMENT ON COLUMN convergence_replay.started_at IS 'Time of the first submission.';
COMMENT ON COLUMN convergence_replay.finished_at IS 'Time at which everything had been read and written; null before.';
COMMENT ON COLUMN convergence_replay.reached IS 'Event time that was reached at the end; less than settled_at when heartbeats were missing.';

-- Which tenants can a role read? The owner of the tables, the job, reads and writes all rows. Any other role reads the rows
-- of the tenants that the owner assigns to it here; a session cannot change that. Grant roles SELECT on the tables, never on
-- partitions. The one exception is the role of a service that serves all tenants and checks its callers itself: with the
-- tenant *, a session reads the tenant that it sets, SET convergence.tenant = 'acme'. Schemas of replays have assignments of
-- their own, none at first.
CREATE TABLE tenant_roles (
    role_name text NOT NULL,
    tenant    text NOT NULL,
    PRIMARY KEY (role_name, tenant)
);

COMMENT ON TABLE tenant_roles IS 'Which tenants can a role read? One row for each role and tenant.';
COMMENT ON COLUMN tenant_roles.role_name IS 'Database role.';
COMMENT ON COLUMN tenant_roles.tenant IS 'Tenant whose rows the role reads, or * for the tenant that its session sets.';

-- Policies run with the privileges of the reader, who sees its own assignments only.
GRANT SELECT ON tenant_roles TO PUBLIC;
ALTER TABLE tenant_roles ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_role ON tenant_roles FOR SELECT USING (role_name = current_user);

ALTER TABLE convergence_verdicts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON convergence_verdicts FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE convergence_transitions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON convergence_transitions FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE convergence_minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON convergence_minutes FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE rum_minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_minutes FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE incidents ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON incidents FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE signals ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON signals FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE slos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slos FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE slo_snapshots ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slo_snapshots FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE slo_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slo_reports FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE slo_documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON slo_documents FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
-- Only a service of all tenants adds documents, and only those of the tenant that its session sets.
CREATE POLICY own_tenant_insert ON slo_documents FOR INSERT WITH CHECK
    (tenant = current_setting('convergence.tenant', true)
        AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
ALTER TABLE convergence_replay ENABLE ROW LEVEL SECURITY;
