-- Which minutes does a row of slo_snapshots stand for, and how far are the snapshots thinned?

ALTER TABLE slo_snapshots ADD COLUMN resolution_seconds integer NOT NULL DEFAULT 60;

COMMENT ON COLUMN slo_snapshots.resolution_seconds IS '60 for a row as it was written. 300 or 3600 for the last row of a span of 5 minutes or an hour, (end - span, end], whose earlier rows thin_snapshots has deleted; all other columns are those of the minute of window_end.';
COMMENT ON TABLE slo_snapshots IS 'What was the state of each error budget in each minute? A row for each minute in which counts changed, and a heartbeat every 5 minutes while there is data; the higher (revision, total) wins. After retention.snapshots-1m only the last row of each 5 minutes remains, after retention.snapshots-5m the last one of each hour. Partitioned by the UTC day of window_end and kept for retention.snapshots.';

CREATE TABLE slo_thinning (
    resolution_seconds integer     NOT NULL PRIMARY KEY,
    thinned_until      timestamptz NOT NULL DEFAULT '-infinity',
    last_tenant        text        NOT NULL DEFAULT '',
    last_slo           text        NOT NULL DEFAULT '',
    last_generation    bigint      NOT NULL DEFAULT 0,
    last_group         text        NOT NULL DEFAULT ''
);

INSERT INTO slo_thinning (resolution_seconds) VALUES (300), (3600);

COMMENT ON TABLE slo_thinning IS 'How far are the snapshots thinned? A row for each resolution. A row that is written to an earlier hour sets it back to that hour.';
COMMENT ON COLUMN slo_thinning.resolution_seconds IS '300 or 3600.';
COMMENT ON COLUMN slo_thinning.thinned_until IS 'End of the last whole hour that is thinned.';
COMMENT ON COLUMN slo_thinning.last_tenant IS 'The last budget that is thinned in the following hour, by the order of tenant, slo, generation and slo_group; empty before the first.';
COMMENT ON COLUMN slo_thinning.last_slo IS 'Objective of that budget.';
COMMENT ON COLUMN slo_thinning.last_generation IS 'Generation of that budget.';
COMMENT ON COLUMN slo_thinning.last_group IS 'Group of that budget.';
