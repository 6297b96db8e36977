package io.convergence.launcher.traffic;

/**
 * One app on one host.
 *
 * @param tenant owner
 * @param app application
 * @param host host name
 * @param pages how many page groups it has, at least 1
 * @param utcOffsetHours of its users, who follow their day
 * @param errorRate share of error views when healthy, in [0, 1]
 */
public record Site(String tenant, String app, String host, int pages, int utcOffsetHours, double errorRate) {}
