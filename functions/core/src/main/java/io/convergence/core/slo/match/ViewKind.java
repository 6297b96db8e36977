package io.convergence.core.slo.match;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.definition.SliSource;
import org.jspecify.annotations.Nullable;

/** Accessors of page views. A view with an error or a failed request is a failure. */
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
    public boolean matchesAllIfAbsent(String key) {
        return false;
    }

    @Override
    public double measurement(Beacon view, String name) {
        Double value = vital(view, name);
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

    private static @Nullable Double vital(Beacon view, String name) {
        return switch (name) {
            case "lcp_ms" -> view.lcpMillis();
            case "inp_ms" -> view.inpMillis();
            case "cls" -> view.cls();
            case "fcp_ms" -> view.fcpMillis();
            case "ttfb_ms" -> view.ttfbMillis();
            case "load_ms" -> view.loadMillis();
            default -> throw new IllegalArgumentException("a view has no " + name);
        };
    }
}
