package io.convergence.core.window;

import org.jspecify.annotations.Nullable;

/**
 * One minute of an app on a host.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param minute start of the minute, epoch milliseconds
 */
public record MinuteKey(String tenant, String app, String host, long minute) {
    /** Milliseconds of a minute. */
    public static final long MINUTE_MILLIS = 60_000;

    /** The watermark at which the minute closes, epoch milliseconds: its last millisecond. */
    public long closesAt() {
        return minute + MINUTE_MILLIS - 1;
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MinuteKey that
                && that.minute == minute
                && that.host.equals(host)
                && that.app.equals(app)
                && that.tenant.equals(tenant);
    }

    /** Equal on every JVM and in every release: keys are partitioned by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * (31 * tenant.hashCode() + app.hashCode()) + host.hashCode()) + Long.hashCode(minute);
    }
}
