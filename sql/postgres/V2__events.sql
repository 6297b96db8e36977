-- What did users see? Sessions, their events, metrics by minute, groups of errors and segments of recordings.
--
-- Written by the sessions job, at least once, with upserts whose result does not depend on the order of writing. All
-- instants are event time in UTC, which is the time of receipt, unless stated otherwise. Texts are redacted, and users are
-- absent or keyed hashes.

-- Which sessions were there, and what happened in them?
CREATE TABLE rum_sessions (
    tenant       text NOT NULL,
    app          text NOT NULL,
    session      text NOT NULL,
    started_at   timestamptz NOT NULL,
    last_seen    timestamptz NOT NULL,
    ended_at     timestamptz,
    end_reason   text,
    revision     bigint NOT NULL,
    events       bigint NOT NULL,
    duplicates   bigint NOT NULL,
    views        bigint NOT NULL,
    page_views   bigint NOT NULL,
    errors       bigint NOT NULL,
    actions      bigint NOT NULL,
    resources    bigint NOT NULL,
    long_tasks   bigint NOT NULL,
    entry_page   text,
    exit_page    text,
    host         text NOT NULL,
    labels       jsonb NOT NULL,
    user_hash    text,
    has_replay   boolean NOT NULL,
    sample_rate  double precision,
    session_type text NOT NULL,
    PRIMARY KEY (tenant, app, session, started_at)
) PARTITION BY RANGE (started_at);

CREATE INDEX rum_sessions_by_time ON rum_sessions (tenant, app, last_seen);
CREATE INDEX rum_sessions_by_user ON rum_sessions (tenant, user_hash) WHERE user_hash IS NOT NULL;

COMMENT ON TABLE rum_sessions IS 'Which sessions were there, and what happened in them? One row for each session of an app; the higher revision wins. Partitioned by the UTC day of started_at and kept for retention.sessions.';
COMMENT ON COLUMN rum_sessions.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_sessions.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_sessions.session IS 'Session, as its client names it.';
COMMENT ON COLUMN rum_sessions.started_at IS 'Receipt of the first event.';
COMMENT ON COLUMN rum_sessions.last_seen IS 'Receipt of the latest event that is no repetition.';
COMMENT ON COLUMN rum_sessions.ended_at IS 'End, which is last_seen; null while the session lasts.';
COMMENT ON COLUMN rum_sessions.end_reason IS 'idle or cap; null while the session lasts.';
COMMENT ON COLUMN rum_sessions.revision IS 'Rises with each change; of two versions of a row the higher one wins.';
COMMENT ON COLUMN rum_sessions.events IS 'Events without repetitions.';
COMMENT ON COLUMN rum_sessions.duplicates IS 'Repeated events, which count nowhere else.';
COMMENT ON COLUMN rum_sessions.views IS 'Different views.';
COMMENT ON COLUMN rum_sessions.page_views IS 'Metrics named page_view.';
COMMENT ON COLUMN rum_sessions.errors IS 'Errors.';
COMMENT ON COLUMN rum_sessions.actions IS 'Actions.';
COMMENT ON COLUMN rum_sessions.resources IS 'Resources.';
COMMENT ON COLUMN rum_sessions.long_tasks IS 'Long tasks.';
COMMENT ON COLUMN rum_sessions.entry_page IS 'First redacted page.';
COMMENT ON COLUMN rum_sessions.exit_page IS 'Last redacted page.';
COMMENT ON COLUMN rum_sessions.host IS 'First host; empty for an app without hosts.';
COMMENT ON COLUMN rum_sessions.labels IS 'Labels of the session, each of the first event that has it.';
COMMENT ON COLUMN rum_sessions.user_hash IS 'Keyed hash of the user; null when there is none.';
COMMENT ON COLUMN rum_sessions.has_replay IS 'Whether there is a segment of a recording.';
COMMENT ON COLUMN rum_sessions.sample_rate IS 'Ratio of sessions that the client sends; null when unknown.';
COMMENT ON COLUMN rum_sessions.session_type IS 'user, synthetics or bot.';
ALTER TABLE rum_sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_sessions FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- What happened in a session, event by event?
CREATE TABLE rum_timeline (
    tenant      text NOT NULL,
    session     text NOT NULL,
    id          text NOT NULL,
    received_at timestamptz NOT NULL,
    revision    bigint NOT NULL,
    app         text NOT NULL,
    host        text NOT NULL,
    at          timestamptz NOT NULL,
    type        text NOT NULL,
    name        text,
    value       double precision,
    page        text,
    view        text,
    fingerprint text,
    measures    jsonb NOT NULL,
    labels      jsonb NOT NULL,
    tags        jsonb NOT NULL,
    PRIMARY KEY (tenant, session, id, received_at)
) PARTITION BY RANGE (received_at);

CREATE INDEX rum_timeline_by_time ON rum_timeline (tenant, app, host, received_at);

COMMENT ON TABLE rum_timeline IS 'What happened in a session, event by event? One row for each event; a view and a vital have one row each, which is restated. Partitioned by the UTC day of received_at and kept for retention.timeline.';
COMMENT ON COLUMN rum_timeline.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_timeline.session IS 'Session; empty for an event without one.';
COMMENT ON COLUMN rum_timeline.id IS 'Id of the event, of the view or of the vital.';
COMMENT ON COLUMN rum_timeline.received_at IS 'Receipt of the first report.';
COMMENT ON COLUMN rum_timeline.revision IS '1, and one more with each restatement.';
COMMENT ON COLUMN rum_timeline.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_timeline.host IS 'Host; empty for an app without hosts.';
COMMENT ON COLUMN rum_timeline.at IS 'Time of the client, which orders what is shown.';
COMMENT ON COLUMN rum_timeline.type IS 'Type of the event.';
COMMENT ON COLUMN rum_timeline.name IS 'Name within the type.';
COMMENT ON COLUMN rum_timeline.value IS 'Main number of the type.';
COMMENT ON COLUMN rum_timeline.page IS 'Redacted page.';
COMMENT ON COLUMN rum_timeline.view IS 'View within the session.';
COMMENT ON COLUMN rum_timeline.fingerprint IS 'Group of an error; null for other types.';
COMMENT ON COLUMN rum_timeline.measures IS 'Further numbers by name.';
COMMENT ON COLUMN rum_timeline.labels IS 'Texts by name, redacted.';
COMMENT ON COLUMN rum_timeline.tags IS 'Scrubbed texts under the names that the site chose.';
ALTER TABLE rum_timeline ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_timeline FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- How did metrics do, minute by minute and by one dimension at a time?
CREATE TABLE rum_metric_minutes (
    tenant    text NOT NULL,
    app       text NOT NULL,
    host      text NOT NULL,
    minute    timestamptz NOT NULL,
    metric    text NOT NULL,
    device    text NOT NULL,
    dimension text NOT NULL,
    value     text NOT NULL,
    revision  bigint NOT NULL,
    samples   bigint NOT NULL,
    good      bigint NOT NULL,
    poor      bigint NOT NULL,
    weight    bigint NOT NULL,
    p50       double precision,
    p75       double precision,
    p95       double precision,
    p99       double precision,
    bins      bytea NOT NULL,
    PRIMARY KEY (tenant, app, host, minute, metric, device, dimension, value)
) PARTITION BY RANGE (minute);

COMMENT ON TABLE rum_metric_minutes IS 'How did metrics do, minute by minute and by one dimension at a time? The higher revision wins. Partitioned by the UTC day of minute and kept for retention.metric-minutes.';
COMMENT ON COLUMN rum_metric_minutes.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_metric_minutes.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_metric_minutes.host IS 'Host; empty for an app without hosts.';
COMMENT ON COLUMN rum_metric_minutes.minute IS 'Start of the minute.';
COMMENT ON COLUMN rum_metric_minutes.metric IS 'Vital, type of event, timing or custom metric.';
COMMENT ON COLUMN rum_metric_minutes.device IS 'Type of device, by which every row is split.';
COMMENT ON COLUMN rum_metric_minutes.dimension IS 'all, page, browser, connection, country, version, provider, url_host or name.';
COMMENT ON COLUMN rum_metric_minutes.value IS 'Value of the dimension; empty for all, (other) beyond a bound.';
COMMENT ON COLUMN rum_metric_minutes.revision IS 'Rises with each change.';
COMMENT ON COLUMN rum_metric_minutes.samples IS 'Samples.';
COMMENT ON COLUMN rum_metric_minutes.good IS 'Samples within the good threshold of a vital.';
COMMENT ON COLUMN rum_metric_minutes.poor IS 'Samples above the poor threshold of a vital.';
COMMENT ON COLUMN rum_metric_minutes.weight IS 'Sum of 1000 divided by the sample rate.';
COMMENT ON COLUMN rum_metric_minutes.p50 IS 'Median, within 1 %; null for counts.';
COMMENT ON COLUMN rum_metric_minutes.p75 IS '75th percentile, within 1 %.';
COMMENT ON COLUMN rum_metric_minutes.p95 IS '95th percentile, within 1 %.';
COMMENT ON COLUMN rum_metric_minutes.p99 IS '99th percentile, within 1 %.';
COMMENT ON COLUMN rum_metric_minutes.bins IS 'Distribution: big-endian pairs of a 32-bit logarithmic bin and a 64-bit count.';
ALTER TABLE rum_metric_minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_metric_minutes FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- Which errors are there, and since when?
CREATE TABLE rum_error_groups (
    tenant         text NOT NULL,
    app            text NOT NULL,
    fingerprint    text NOT NULL,
    type           text NOT NULL,
    template       text NOT NULL,
    top            text NOT NULL,
    first_seen     timestamptz NOT NULL,
    last_seen      timestamptz NOT NULL,
    count          bigint NOT NULL,
    sessions       bigint NOT NULL,
    first_version  text,
    last_version   text,
    sample_session text,
    sample_id      text,
    PRIMARY KEY (tenant, app, fingerprint)
);

COMMENT ON TABLE rum_error_groups IS 'Which errors are there, and since when? One row for each group; the later last_seen wins, then the higher count. Groups are dropped when they were not seen for retention.error-groups.';
COMMENT ON COLUMN rum_error_groups.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_error_groups.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_error_groups.fingerprint IS 'Identity of the group: 32 hexadecimal digits.';
COMMENT ON COLUMN rum_error_groups.type IS 'Type of the errors.';
COMMENT ON COLUMN rum_error_groups.template IS 'Message without quoted parts and numbers.';
COMMENT ON COLUMN rum_error_groups.top IS 'File or method of the top frame; empty when unknown.';
COMMENT ON COLUMN rum_error_groups.first_seen IS 'Receipt of the earliest occurrence.';
COMMENT ON COLUMN rum_error_groups.last_seen IS 'Receipt of the latest occurrence.';
COMMENT ON COLUMN rum_error_groups.count IS 'Occurrences since first_seen.';
COMMENT ON COLUMN rum_error_groups.sessions IS 'Sessions with an occurrence.';
COMMENT ON COLUMN rum_error_groups.first_version IS 'Version of the app at the earliest occurrence.';
COMMENT ON COLUMN rum_error_groups.last_version IS 'Version of the app at the latest occurrence.';
COMMENT ON COLUMN rum_error_groups.sample_session IS 'Session of the earliest occurrence; null when it was erased.';
COMMENT ON COLUMN rum_error_groups.sample_id IS 'Id of the earliest occurrence; null when its session was erased.';
ALTER TABLE rum_error_groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_error_groups FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- When did the errors of a group occur?
CREATE TABLE rum_error_minutes (
    tenant      text NOT NULL,
    app         text NOT NULL,
    host        text NOT NULL,
    minute      timestamptz NOT NULL,
    fingerprint text NOT NULL,
    count       bigint NOT NULL,
    sessions    bigint NOT NULL,
    PRIMARY KEY (tenant, app, host, minute, fingerprint)
) PARTITION BY RANGE (minute);

COMMENT ON TABLE rum_error_minutes IS 'When did the errors of a group occur? The higher count wins. Partitioned by the UTC day of minute and kept for retention.error-minutes.';
COMMENT ON COLUMN rum_error_minutes.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_error_minutes.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_error_minutes.host IS 'Host; empty for an app without hosts.';
COMMENT ON COLUMN rum_error_minutes.minute IS 'Start of the minute.';
COMMENT ON COLUMN rum_error_minutes.fingerprint IS 'Group.';
COMMENT ON COLUMN rum_error_minutes.count IS 'Occurrences.';
COMMENT ON COLUMN rum_error_minutes.sessions IS 'Sessions whose first occurrence is one of them.';
ALTER TABLE rum_error_minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_error_minutes FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- Which segments of recordings are there?
CREATE TABLE rum_replay_segments (
    tenant        text NOT NULL,
    session       text NOT NULL,
    view          text NOT NULL,
    index         bigint NOT NULL,
    received_at   timestamptz NOT NULL,
    app           text NOT NULL,
    started_at    timestamptz,
    ended_at      timestamptz,
    records       bigint,
    bytes         bigint,
    raw_bytes     bigint,
    full_snapshot boolean NOT NULL,
    mask          text,
    object        text,
    labels        jsonb NOT NULL,
    PRIMARY KEY (tenant, session, view, index, received_at)
) PARTITION BY RANGE (received_at);

COMMENT ON TABLE rum_replay_segments IS 'Which segments of recordings are there? The first row of a segment wins. Partitioned by the UTC day of received_at and kept for retention.segments.';
COMMENT ON COLUMN rum_replay_segments.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_replay_segments.session IS 'Session.';
COMMENT ON COLUMN rum_replay_segments.view IS 'View; empty when unknown.';
COMMENT ON COLUMN rum_replay_segments.index IS 'Position of the segment within the view.';
COMMENT ON COLUMN rum_replay_segments.received_at IS 'Receipt.';
COMMENT ON COLUMN rum_replay_segments.app IS 'Application within the tenant.';
COMMENT ON COLUMN rum_replay_segments.started_at IS 'Time of the first record.';
COMMENT ON COLUMN rum_replay_segments.ended_at IS 'Time of the last record.';
COMMENT ON COLUMN rum_replay_segments.records IS 'Records.';
COMMENT ON COLUMN rum_replay_segments.bytes IS 'Stored bytes.';
COMMENT ON COLUMN rum_replay_segments.raw_bytes IS 'Bytes before compression.';
COMMENT ON COLUMN rum_replay_segments.full_snapshot IS 'Whether the segment has a full snapshot.';
COMMENT ON COLUMN rum_replay_segments.mask IS 'text or inputs.';
COMMENT ON COLUMN rum_replay_segments.object IS 'Name of the stored object.';
COMMENT ON COLUMN rum_replay_segments.labels IS 'Labels of the segment.';
ALTER TABLE rum_replay_segments ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_replay_segments FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- Which sessions and users are erased?
CREATE TABLE rum_erasures (
    tenant       text NOT NULL,
    kind         text NOT NULL,
    subject      text NOT NULL,
    requested_at timestamptz NOT NULL,
    done_at      timestamptz,
    PRIMARY KEY (tenant, kind, subject)
);

COMMENT ON TABLE rum_erasures IS 'Which sessions and users are erased? Kept for a year.';
COMMENT ON COLUMN rum_erasures.tenant IS 'Owner of the app.';
COMMENT ON COLUMN rum_erasures.kind IS 'session or user.';
COMMENT ON COLUMN rum_erasures.subject IS 'Session, or keyed hash of the user.';
COMMENT ON COLUMN rum_erasures.requested_at IS 'Receipt of the request.';
COMMENT ON COLUMN rum_erasures.done_at IS 'Time at which rows were last deleted; null before.';
ALTER TABLE rum_erasures ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_erasures FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
