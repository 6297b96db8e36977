-- Which verdict is current for each tenant, app and host, as a table of Flink SQL?
--
-- The topic is compacted and contains tombstones, so it is read as an upsert table. Example: how many apps are affected?
--   SELECT tenant, verdict, COUNT(*) FROM convergence_verdicts GROUP BY tenant, verdict;

CREATE TABLE convergence_verdicts (
    `key`                   STRING NOT NULL,
    `tenant`                STRING,
    `app`                   STRING,
    `host`                  STRING,
    `window_start`          BIGINT,
    `window_end`            BIGINT,
    `verdict`               STRING,
    `previous_verdict`      STRING,
    `rum_degraded`          BOOLEAN,
    `synthetic_degraded`    BOOLEAN,
    `views`                 BIGINT,
    `error_views`           BIGINT,
    `error_rate`            DOUBLE,
    `lcp_samples`           BIGINT,
    `p75_lcp_ms`            DOUBLE,
    `p75_ttfb_ms`           DOUBLE,
    `p75_inp_ms`            DOUBLE,
    `p75_cls`               DOUBLE,
    `synthetic_samples`     BIGINT,
    `synthetic_failures`    BIGINT,
    `synthetic_recent_samples` BIGINT,
    `synthetic_recent_failures` BIGINT,
    `synthetic_window_ms`   BIGINT,
    `rum_data`              STRING,
    `synthetic_data`        STRING,
    `trust`                 STRING,
    `views_previous_window` BIGINT,
    `collapse_since`        BIGINT,
    `collapse_width_ms`     BIGINT,
    `expected_views`        BIGINT,
    `missing_views`         BIGINT,
    `incident_opened_at`    TIMESTAMP_LTZ(3),
    `incident_views`        BIGINT,
    `incident_error_views`  BIGINT,
    `changed`               BOOLEAN,
    `emitted_at`            TIMESTAMP_LTZ(3),
    PRIMARY KEY (`key`) NOT ENFORCED
) WITH (
    'connector' = 'upsert-kafka',
    'topic' = 'convergence.verdicts',
    'properties.bootstrap.servers' = 'localhost:9092',
    'properties.isolation.level' = 'read_committed',
    'key.format' = 'raw',
    'value.format' = 'json',
    'value.fields-include' = 'EXCEPT_KEY',
    'value.json.timestamp-format.standard' = 'ISO-8601'
);
