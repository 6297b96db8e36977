package io.convergence.core.vitals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of a page view, defined by Web Vitals (https://web.dev/articles/vitals). The constants are declared in
 * the ascending order of their codes.
 */
public enum Vital {
    /** Largest contentful paint, milliseconds. */
    LCP(0, "lcp_ms"),
    /** Time to first byte, milliseconds. */
    TTFB(1, "ttfb_ms"),
    /** Interaction to next paint, milliseconds. */
    INP(2, "inp_ms"),
    /** Cumulative layout shift, a score without a unit. */
    CLS(3, "cls"),
    /** First contentful paint, milliseconds. */
    FCP(4, "fcp_ms"),
    /** Load event, milliseconds. */
    LOAD(5, "load_ms");

    /** All vitals in the order in which records of {@code rum.beacons} and serialized beacons list them. */
    public static final List<Vital> RECORD_ORDER = List.of(LCP, FCP, TTFB, INP, LOAD, CLS);

    /** The vitals whose 75th percentiles a verdict reports, in the order in which JSON and tables list them. */
    public static final List<Vital> REPORTED = List.of(LCP, TTFB, INP, CLS);

    private static final Map<String, Vital> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Vital::label, Function.identity()));

    private final int code;
    private final String label;

    Vital(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The vital with a label, or null when no vital has it. */
    public static @Nullable Vital ofLabel(String label) {
        return BY_LABEL.get(label);
    }

    /** The number that stored histograms identify the vital by; never changed and never reused. */
    public int code() {
        return code;
    }

    /** The name of the vital in JSON records and SLI conditions, such as {@code lcp_ms}. */
    public String label() {
        return label;
    }

    /** The name of the vital's 75th percentile in JSON and tables, such as {@code p75_lcp_ms}. */
    public String p75Label() {
        return "p75_" + label;
    }

    /** The value of this vital, or null when it is absent. */
    public @Nullable Double in(Vitals vitals) {
        return switch (this) {
            case LCP -> vitals.lcpMillis();
            case TTFB -> vitals.ttfbMillis();
            case INP -> vitals.inpMillis();
            case CLS -> vitals.cls();
            case FCP -> vitals.fcpMillis();
            case LOAD -> vitals.loadMillis();
        };
    }
}
