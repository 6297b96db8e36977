package io.convergence.core.slo.match;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.vitals.Vital;

/** Page views: an error or a failed request makes one bad. */
final class ViewKind implements EventKind<Beacon> {

    @Override
    public boolean feeds(SliSource source) {
        return source == SliSource.RUM || source == SliSource.JOINT;
    }

    @Override
    public boolean isFallback(SliSource source) {
        return false;
    }

    @Override
    public String tenant(Beacon view) {
        return view.tenant();
    }

    @Override
    public long time(Beacon view) {
        return view.receivedAt();
    }

    @Override
    public String attribute(Beacon view, String key) {
        return switch (key) {
            case "app" -> view.app();
            case "host" -> view.host();
            case "page" -> view.page();
            case "browser" -> view.browser();
            default -> throw new IllegalArgumentException("a view has no " + key);
        };
    }

    @Override
    public boolean belongsToAll(String key) {
        return false;
    }

    @Override
    public double measurement(Beacon view, String name) {
        Vital vital = Vital.ofLabel(name);
        if (vital == null) {
            throw new IllegalArgumentException("a view has no " + name);
        }
        Double value = vital.in(view.vitals());
        return value == null ? Double.NaN : value;
    }

    @Override
    public boolean isOk(Beacon view) {
        return view.errors() == 0 && view.failedRequests() == 0;
    }

    @Override
    public String verdict(Beacon view) {
        throw new IllegalArgumentException("a view has no verdict");
    }
}
