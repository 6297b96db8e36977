-- Which signals are sent, as a table of Flink SQL?
--
-- Reads the topic of all signals with the Kafka SQL connector. Example: which alerts fire most often?
--   SELECT tenant, name, COUNT(*) FROM signals_events WHERE sequence = 0 GROUP BY tenant, name;

CREATE TABLE signals_events (
    `schema_version` INT,
    `id`             STRING,
    `dedup_key`      STRING,
    `episode`        BIGINT,
    `sequence`       INT,
    `status`         STRING,
    `event_action`   STRING,
    `incident`       STRING,
    `reason`         STRING,
    `name`           STRING,
    `plane`          STRING,
    `kind`           STRING,
    `severity`       STRING,
    `tenant`         STRING,
    `app`            STRING,
    `host`           STRING,
    `service`        STRING,
    `slo`            STRING,
    `group`          STRING,
    `tier`           STRING,
    `labels`         MAP<STRING, STRING>,
    `slo_labels`     MAP<STRING, STRING>,
    `notification_targets` ARRAY<STRING>,
    `title`          STRING,
    `message`        STRING,
    `runbook_url`    STRING,
    `url`            STRING,
    `starts_at`      TIMESTAMP_LTZ(3),
    `ends_at`        TIMESTAMP_LTZ(3),
    `occurred_at`    TIMESTAMP_LTZ(3),
    `emitted_at`     TIMESTAMP_LTZ(3),
    `lastReceived`   TIMESTAMP_LTZ(3),
    `fingerprint`    STRING,
    `evidence`       STRING,
    `replay`         BOOLEAN,
    WATERMARK FOR `occurred_at` AS `occurred_at` - INTERVAL '30' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'signals.events',
    'properties.bootstrap.servers' = 'localhost:9092',
    'properties.isolation.level' = 'read_committed',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'json',
    'json.timestamp-format.standard' = 'ISO-8601'
);
