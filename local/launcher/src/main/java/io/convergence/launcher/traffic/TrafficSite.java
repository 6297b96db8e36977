package io.convergence.launcher.traffic;

/**
 * A site of generated traffic: one app on one host.
 *
 * @param tenant owner
 * @param app application
 * @param host host name
 * @param pages number of page groups, at least 1
 * @param utcOffsetHours time zone of the users, whose day the traffic follows
 * @param errorRate share of error views without an incident, in [0, 1]
 */
public record TrafficSite(String tenant, String app, String host, int pages, int utcOffsetHours, double errorRate) {}
