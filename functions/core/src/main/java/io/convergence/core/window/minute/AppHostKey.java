package io.convergence.core.window.minute;

import io.convergence.core.window.MinuteKey;
import org.jspecify.annotations.Nullable;

/**
 * One app on a host, by which closed minutes of page views are partitioned.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 */
public record AppHostKey(String tenant, String app, String host) {

    /** The app and host of a minute. */
    public static AppHostKey of(MinuteKey minute) {
        return new AppHostKey(minute.tenant(), minute.app(), minute.host());
    }

    /** The key of one of its minutes. */
    public MinuteKey at(long minute) {
        return new MinuteKey(tenant, app, host, minute);
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppHostKey that
                && that.host.equals(host)
                && that.app.equals(app)
                && that.tenant.equals(tenant);
    }

    /** Equal on every JVM and in every release: keys are partitioned and blocks are aligned by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenant.hashCode() + app.hashCode()) + host.hashCode();
    }
}
