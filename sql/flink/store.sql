-- Which verdicts, judged minutes, page minutes, signals and objectives are stored, as tables of Flink SQL?
--
-- Reads the Postgres tables of sql/postgres with the JDBC connector of Flink; add flink-connector-jdbc-core,
-- flink-connector-jdbc-postgres and the driver org.postgresql:postgresql to the classpath. The tables are in a database of
-- their own, because topics have the same names. Columns of type jsonb are missing, because the connector cannot read them.
-- Timestamps are in the time zone of the JVM; run Flink with -Duser.timezone=UTC. Example: which objectives have less than
-- half of their budget left?
--   SELECT tenant, slo, MIN(remaining) FROM store.slo_status GROUP BY tenant, slo HAVING MIN(remaining) < 0.5;

CREATE DATABASE IF NOT EXISTS store;

CREATE TABLE store.convergence_verdicts (
    `tenant`                STRING NOT NULL,
    `app`                   STRING NOT NULL,
    `host`                  STRING NOT NULL,
    `window_end`            TIMESTAMP(3),
    `window_start`          TIMESTAMP(3),
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
    `collapse_since`        TIMESTAMP(3),
    `collapse_width_ms`     BIGINT,
    `expected_views`        BIGINT,
    `missing_views`         BIGINT,
    `incident_opened_at`    TIMESTAMP(3),
    `incident_views`        BIGINT,
    `incident_error_views`  BIGINT,
    `changed`               BOOLEAN,
    PRIMARY KEY (`tenant`, `app`, `host`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'convergence_verdicts',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.incidents (
    `tenant`        STRING NOT NULL,
    `app`           STRING NOT NULL,
    `host`          STRING NOT NULL,
    `opened_at`     TIMESTAMP(3) NOT NULL,
    `updated_at`    TIMESTAMP(3),
    `ended_at`      TIMESTAMP(3),
    `first_kind`    STRING,
    `worst_verdict` STRING,
    `views`         BIGINT,
    `error_views`   BIGINT,
    `missing_views` BIGINT,
    `reason`        STRING,
    PRIMARY KEY (`tenant`, `app`, `host`, `opened_at`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'incidents',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.convergence_transitions (
    `tenant`                STRING NOT NULL,
    `app`                   STRING NOT NULL,
    `host`                  STRING NOT NULL,
    `window_end`            TIMESTAMP(3) NOT NULL,
    `window_start`          TIMESTAMP(3),
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
    `collapse_since`        TIMESTAMP(3),
    `collapse_width_ms`     BIGINT,
    `expected_views`        BIGINT,
    `missing_views`         BIGINT,
    `incident_opened_at`    TIMESTAMP(3),
    `incident_views`        BIGINT,
    `incident_error_views`  BIGINT,
    PRIMARY KEY (`tenant`, `app`, `host`, `window_end`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'convergence_transitions',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.convergence_minutes (
    `tenant`             STRING NOT NULL,
    `app`                STRING NOT NULL,
    `host`               STRING NOT NULL,
    `window_end`         TIMESTAMP(3) NOT NULL,
    `verdict`            STRING,
    `rum_degraded`       BOOLEAN,
    `synthetic_degraded` BOOLEAN,
    `views`              BIGINT,
    `error_views`        BIGINT,
    `lcp_samples`        BIGINT,
    `p75_lcp_ms`         DOUBLE,
    `p75_ttfb_ms`        DOUBLE,
    `p75_inp_ms`         DOUBLE,
    `p75_cls`            DOUBLE,
    `synthetic_samples`  BIGINT,
    `synthetic_failures` BIGINT,
    `rum_data`           STRING,
    `synthetic_data`     STRING,
    PRIMARY KEY (`tenant`, `app`, `host`, `window_end`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'convergence_minutes',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.rum_minutes (
    `tenant`      STRING NOT NULL,
    `app`         STRING NOT NULL,
    `host`        STRING NOT NULL,
    `page`        STRING NOT NULL,
    `minute`      TIMESTAMP(3) NOT NULL,
    `views`       BIGINT,
    `error_views` BIGINT,
    `lcp_samples` BIGINT,
    `p75_lcp_ms`  DOUBLE,
    `p75_ttfb_ms` DOUBLE,
    `p75_inp_ms`  DOUBLE,
    `p75_cls`     DOUBLE,
    `p75_fcp_ms`  DOUBLE,
    `p75_load_ms` DOUBLE,
    `vitals`      BYTES,
    PRIMARY KEY (`tenant`, `app`, `host`, `minute`, `page`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'rum_minutes',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.signals (
    `dedup_key`   STRING NOT NULL,
    `episode`     BIGINT NOT NULL,
    `sequence`    BIGINT,
    `id`          STRING,
    `incident`    STRING,
    `status`      STRING,
    `reason`      STRING,
    `name`        STRING,
    `plane`       STRING,
    `kind`        STRING,
    `severity`    STRING,
    `tenant`      STRING,
    `app`         STRING,
    `host`        STRING,
    `service`     STRING,
    `slo`         STRING,
    `slo_group`   STRING,
    `tier`        STRING,
    `notification_targets` STRING,
    `title`       STRING,
    `message`     STRING,
    `starts_at`   TIMESTAMP(3),
    `ends_at`     TIMESTAMP(3),
    `occurred_at` TIMESTAMP(3),
    `replay`      BOOLEAN,
    PRIMARY KEY (`dedup_key`, `episode`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'signals',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.slos (
    `tenant`          STRING NOT NULL,
    `slo`             STRING NOT NULL,
    `effective_from`  TIMESTAMP(3),
    `removed`         BOOLEAN,
    `service`         STRING,
    `display_name`    STRING,
    `generation`      BIGINT,
    `source`          STRING,
    `target`          DECIMAL(7, 6),
    `period`          STRING,
    `rolling`         BOOLEAN,
    `calendar_anchor` STRING,
    `calendar_zone`   STRING,
    `method`          STRING,
    `slice_target`    DECIMAL(7, 6),
    `slice_seconds`   BIGINT,
    `no_data`         STRING,
    `min_events`      BIGINT,
    `min_bad`         BIGINT,
    `runbook_url`     STRING,
    `url`             STRING,
    PRIMARY KEY (`tenant`, `slo`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'slos',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.slo_snapshots (
    `tenant`                      STRING NOT NULL,
    `slo`                         STRING NOT NULL,
    `generation`                  BIGINT NOT NULL,
    `slo_group`                   STRING NOT NULL,
    `window_end`                  TIMESTAMP(3) NOT NULL,
    `revision`                    BIGINT,
    `good`                        BIGINT,
    `bad`                         BIGINT,
    `total`                       BIGINT,
    `target`                      DECIMAL(7, 6),
    `method`                      STRING,
    `period_start`                TIMESTAMP(3),
    `period_end`                  TIMESTAMP(3),
    `counted_from`                TIMESTAMP(3),
    `consumed`                    DECIMAL(38, 12),
    `remaining`                   DECIMAL(38, 12),
    `observed`                    BIGINT,
    `expected`                    BIGINT,
    `coverage`                    DECIMAL(38, 12),
    `fallback`                    BIGINT,
    `fallback_share`              DECIMAL(38, 12),
    `status`                      STRING,
    `cold_start`                  BOOLEAN,
    `burn_window`                 STRING,
    `exhaustion_seconds`          BIGINT,
    `roll_off_exhaustion_seconds` BIGINT,
    `resolution_seconds`          INT,
    PRIMARY KEY (`tenant`, `slo`, `generation`, `slo_group`, `window_end`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'slo_snapshots',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.slo_status (
    `tenant`                      STRING NOT NULL,
    `slo`                         STRING NOT NULL,
    `generation`                  BIGINT NOT NULL,
    `slo_group`                   STRING NOT NULL,
    `window_end`                  TIMESTAMP(3),
    `revision`                    BIGINT,
    `good`                        BIGINT,
    `bad`                         BIGINT,
    `total`                       BIGINT,
    `target`                      DECIMAL(7, 6),
    `method`                      STRING,
    `period_start`                TIMESTAMP(3),
    `period_end`                  TIMESTAMP(3),
    `counted_from`                TIMESTAMP(3),
    `consumed`                    DECIMAL(38, 12),
    `remaining`                   DECIMAL(38, 12),
    `observed`                    BIGINT,
    `expected`                    BIGINT,
    `coverage`                    DECIMAL(38, 12),
    `fallback`                    BIGINT,
    `fallback_share`              DECIMAL(38, 12),
    `status`                      STRING,
    `cold_start`                  BOOLEAN,
    `burn_window`                 STRING,
    `exhaustion_seconds`          BIGINT,
    `roll_off_exhaustion_seconds` BIGINT,
    PRIMARY KEY (`tenant`, `slo`, `generation`, `slo_group`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'slo_status',
    'username' = 'reader',
    'password' = 'change-me'
);

CREATE TABLE store.slo_reports (
    `tenant`           STRING NOT NULL,
    `slo`              STRING NOT NULL,
    `generation`       BIGINT NOT NULL,
    `slo_group`        STRING NOT NULL,
    `kind`             STRING NOT NULL,
    `period_start`     TIMESTAMP(3) NOT NULL,
    `period_end`       TIMESTAMP(3),
    `good`             BIGINT,
    `bad`              BIGINT,
    `total`            BIGINT,
    `target`           DECIMAL(7, 6),
    `method`           STRING,
    `compliance`       DECIMAL(38, 12),
    `consumed`         DECIMAL(38, 12),
    `remaining`        DECIMAL(38, 12),
    `met`              BOOLEAN,
    `events`           BIGINT,
    `bad_events`       BIGINT,
    `observed_minutes` BIGINT,
    `breach_minutes`   BIGINT,
    `worst_burn`       DECIMAL(38, 12),
    `worst_burn_bad`   BIGINT,
    `worst_burn_total` BIGINT,
    `worst_burn_at`    TIMESTAMP(3),
    PRIMARY KEY (`tenant`, `slo`, `generation`, `slo_group`, `kind`, `period_start`) NOT ENFORCED
) WITH (
    'connector' = 'jdbc',
    'url' = 'jdbc:postgresql://localhost:5432/convergence',
    'table-name' = 'slo_reports',
    'username' = 'reader',
    'password' = 'change-me'
);
