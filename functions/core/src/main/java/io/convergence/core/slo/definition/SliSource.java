package io.convergence.core.slo.definition;

import java.util.List;
import java.util.Locale;

/** Which events an SLI counts, and by what they can be selected and grouped. */
public enum SliSource {
    /** Page views. */
    RUM("app", "host", "page", "browser"),
    /** Results of synthetic checks of any type. */
    SYNTHETIC("host", "check", "type", "location", "app"),
    /** One for each app, host and minute boundary whose window holds anything; its time is the boundary less 1 ms. */
    CONVERGENCE("app", "host"),
    /** Page views of a minute where it holds enough of them, synthetic results of the minute otherwise. */
    JOINT("app", "host");

    private final String label = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    SliSource(String... keys) {
        this.keys = List.of(keys);
    }

    /** As definitions spell it. */
    public String label() {
        return label;
    }

    /** The keys of {@code where} and {@code groupBy}. */
    public List<String> keys() {
        return keys;
    }
}
