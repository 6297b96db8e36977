-- Which minutes does a row of slo_snapshots stand for, and how far are the snapshots thinned?

ALTER TABLE slo_snapshots ADD COLUMN resolution_seconds integer NOT NULL DEFAULT 60;

COMMENT ON COLUMN slo_snapshots.resolution_seconds IS '60 for a row as it was written. 300 or 3600 for the last row of a span of 5 minutes or an hour, (end - span, end], whose earlier rows thin_snapshots has deleted; all other columns are those of the minute of window_end.';
COMMENT ON TABLE slo_snapshots IS 'What was the state of each error budget in each minute? A row for each minute in which counts changed, and a heartbeat every 5 minutes while there is data; the higher (revision, total) wins. After retention.snapshots-1m only the last row of each 5 minutes remains, after retention.snapshots-5m the last one of each hour. Partitioned by the UTC day of window_end and kept for retention.snapshots.';

-- Rows are written in the order of window_end, so an index of blocks finds the rows of a span, and costs next to nothing.
CREATE INDEX slo_snapshots_by_time ON slo_snapshots USING brin (window_end) WITH (pages_per_range = 32, autosummarize = on);

CREATE TABLE slo_thinning (
    resolution_seconds integer     NOT NULL PRIMARY KEY,
    thinned_until      timestamptz NOT NULL
);

COMMENT ON TABLE slo_thinning IS 'How far are the snapshots thinned? A row for each resolution. A swap of replayed rows sets it back.';
COMMENT ON COLUMN slo_thinning.resolution_seconds IS '300 or 3600.';
COMMENT ON COLUMN slo_thinning.thinned_until IS 'End of the last span that is thinned: a multiple of the resolution since 1970 in UTC.';
