package io.convergence.core.dsn;

/**
 * Settings of a service on which the meaning of a DSN depends.
 *
 * @param ratePerMinute events a minute of a DSN without a rate of its own; 0 means no limit
 * @param canHashUsers whether there is a secret for hashes of users; without it {@code users: hashed} is a problem
 * @param takesBeacons whether beacons are taken; otherwise no DSN derives any
 */
public record DsnDefaults(int ratePerMinute, boolean canHashUsers, boolean takesBeacons) {}
