package io.convergence.core.rum;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Field;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Beacon of a page view that the second plane received, so that a page with the SDK of the second plane needs no second
 * script to count for verdicts.
 */
public final class ViewBeacon {
    private static final String UNKNOWN = "unknown";
    private static final String LOAD = "load_ms";

    private ViewBeacon() {}

    /**
     * The beacon of a view: null unless the event is a view that has ended, has an id, a host and a page, and is one of a
     * user, that is neither of a robot nor of a synthetic session. Values that no beacon may have are left out, and counts
     * are limited to the largest that one may have.
     *
     * @param vitals last values of the view's vitals by the names of events, such as {@code lcp}
     * @param id id of the beacon
     */
    public static @Nullable Beacon of(RumEvent view, Map<String, Double> vitals, String id) {
        String host = view.host();
        String page = view.page();
        if (!isEnded(view) || !isOfUser(view) || view.view() == null || host == null || page == null) {
            return null;
        }
        String browser = view.labels().get("browser");
        return new Beacon(
                id,
                view.tenant(),
                view.app(),
                host,
                page,
                BrowserName.normalise(browser == null ? UNKNOWN : browser),
                view.receivedAt(),
                Vitals.of(vital -> value(vital, view, vitals)),
                count(view, BeaconFields.ERRORS),
                count(view, BeaconFields.FAILED_REQUESTS),
                "");
    }

    private static boolean isEnded(RumEvent view) {
        return view.type() == EventType.VIEW && "true".equals(view.labels().get("ended"));
    }

    private static boolean isOfUser(RumEvent view) {
        return "user".equals(view.labels().getOrDefault("session_type", "user"))
                && !"bot".equals(view.labels().get("device"));
    }

    private static @Nullable Double value(Vital vital, RumEvent view, Map<String, Double> vitals) {
        Double value = switch (vital) {
            case LCP -> vitals.get("lcp");
            case FCP -> vitals.get("fcp");
            case TTFB -> vitals.get("ttfb");
            case INP -> vitals.get("inp");
            case CLS -> vitals.get("cls");
            case LOAD -> view.measures().get(LOAD);
        };
        return value != null && BeaconFields.of(vital).admits(value) ? value : null;
    }

    private static int count(RumEvent view, Field field) {
        double count = view.measures().getOrDefault(field.name(), 0.0);
        return (int) Math.max(field.smallest(), Math.min(field.largest(), count));
    }
}
