package io.convergence.core.error;

/**
 * Occurrences of a group of errors on a host in one minute.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param host host, empty for an app without one
 * @param minute start of the minute, epoch milliseconds
 * @param fingerprint identity of the group within the app
 * @param count number of occurrences
 * @param sessions number of sessions whose first occurrence is one of them
 */
public record ErrorMinute(
        String tenant, String app, String host, long minute, String fingerprint, long count, long sessions) {
    private static final long MINUTE_MILLIS = 60_000;

    /** The minute of an occurrence without any. */
    public static ErrorMinute of(ErrorOccurrence occurrence) {
        return new ErrorMinute(
                occurrence.tenant(),
                occurrence.app(),
                occurrence.host(),
                Math.floorDiv(occurrence.at(), MINUTE_MILLIS) * MINUTE_MILLIS,
                occurrence.fingerprint(),
                0,
                0);
    }

    /** The minute after an occurrence. */
    public ErrorMinute plus(ErrorOccurrence occurrence) {
        return new ErrorMinute(
                tenant, app, host, minute, fingerprint, count + 1, sessions + (occurrence.firstOfSession() ? 1 : 0));
    }
}
