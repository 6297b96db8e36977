package io.convergence.core.slo.definition;

import java.util.List;
import java.util.Locale;

/** Source of the events of an SLI, with the keys by which its events can be selected and grouped. */
public enum SliSource {
    /** Page views. */
    RUM("app", "host", "page", "browser"),
    /** Results of synthetic checks of any type. */
    SYNTHETIC("host", "check", "type", "location", "app"),
    /**
     * Verdicts: one event for each app, host and minute boundary whose window has data. Its time is the boundary minus 1 ms.
     */
    CONVERGENCE("app", "host"),
    /** Page views in minutes that have enough of them; synthetic results in the other minutes. */
    JOINT("app", "host");

    private final String label = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    SliSource(String... keys) {
        this.keys = List.of(keys);
    }

    /** Value of the field {@code source}. */
    public String label() {
        return label;
    }

    /** Keys that {@code where} and {@code groupBy} may name. */
    public List<String> keys() {
        return keys;
    }
}
