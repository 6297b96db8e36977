package io.convergence.jobs.settings;

import java.io.Serializable;

/**
 * The settings of the sinks that write tables.
 *
 * @param postgres the database
 * @param sink limits of the sinks
 * @param retention days that rows are kept
 */
public record TableSettings(PostgresSettings postgres, SinkSettings sink, RetentionSettings retention)
        implements Serializable {}
