package io.convergence.core.rollup;

import org.jspecify.annotations.Nullable;

/**
 * A vital on a page of an app on a host.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param host host, empty for an app without one
 * @param metric name of the vital
 * @param page redacted page
 */
public record VitalPage(String tenant, String app, String host, String metric, String page) {

    /** The vital and its page in one text, {@code metric:page}: the group of its signals. */
    public String group() {
        return metric + ':' + page;
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VitalPage that
                && that.page.equals(page)
                && that.metric.equals(metric)
                && that.host.equals(host)
                && that.app.equals(app)
                && that.tenant.equals(tenant);
    }

    /** Equal on every JVM and in every release: keys are partitioned by it. */
    @Override
    public int hashCode() {
        int appHost = 31 * (31 * tenant.hashCode() + app.hashCode()) + host.hashCode();
        return 31 * (31 * appHost + metric.hashCode()) + page.hashCode();
    }
}
