package io.convergence.launcher.harness;

/** Builder of canonical records, as JSON lines, for streams that a test makes up. */
public final class Lines {
    /** Start of the streams, epoch milliseconds; a full minute. */
    public static final long START = 1_780_660_800_000L;

    /** Tenant of every record. */
    public static final String TENANT = "acme";

    /** App of every view. */
    public static final String APP = "shop";

    private Lines() {}

    /** A view without vitals. */
    public static String view(String id, String host, long at, int errors) {
        return beacon(id, host, at, "", errors);
    }

    /** A view with a largest contentful paint. */
    public static String paint(String id, String host, long at, double lcpMillis) {
        return beacon(id, host, at, "\"lcp_ms\":" + lcpMillis + ',', 0);
    }

    /** A result of a check of a host, which applies to every app. The host is spelled as the check spells it. */
    public static String result(String id, String host, long at, boolean success) {
        return result(id, "", host, at, success);
    }

    /** A result of a check of one app. The host is spelled as the check spells it. */
    public static String resultOfApp(String id, String host, long at, boolean success) {
        return result(id, "\"app\":\"" + APP + "\",", host, at, success);
    }

    private static String beacon(String id, String host, long at, String vitals, int errors) {
        return "{\"v\":1,\"id\":\"" + id + "\",\"tenant\":\"" + TENANT + "\",\"app\":\"" + APP + "\",\"host\":\"" + host
                + "\",\"page\":\"/\",\"browser\":\"chrome\",\"received_at\":" + at + ',' + vitals + "\"errors\":"
                + errors
                + ",\"failed_requests\":0,\"sdk\":\"0.1.0\"}";
    }

    private static String result(String id, String app, String host, long at, boolean success) {
        return "{\"v\":1,\"id\":\"" + id + "\",\"tenant\":\"" + TENANT + "\"," + app + "\"host\":\"" + host
                + "\",\"check\":\"home\",\"type\":\"https\",\"success\":" + success + ",\"started_at\":" + at
                + ",\"received_at\":" + at + ",\"duration_ms\":12}";
    }
}
