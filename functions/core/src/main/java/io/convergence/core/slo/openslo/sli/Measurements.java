package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measurements that events carry, and the thresholds they can be compared with. */
public final class Measurements {
    private static final List<String> VITALS = List.of("lcp_ms", "inp_ms", "cls", "fcp_ms", "ttfb_ms", "load_ms");

    /** A day in milliseconds. */
    private static final BigDecimal MAX_THRESHOLD = BigDecimal.valueOf(86_400_000);

    private Measurements() {}

    /** Names of the measurements of a source's events; empty when they have none. */
    static List<String> of(SliSource source) {
        return switch (source) {
            case RUM -> VITALS;
            case SYNTHETIC -> List.of("duration_ms");
            case CONVERGENCE, JOINT -> List.of();
        };
    }

    /** A threshold: a number from 0 to 86,400,000; null when the value is not one, which is reported. */
    public static @Nullable BigDecimal threshold(Value value) {
        BigDecimal threshold = value.decimal();
        if (threshold == null) {
            return null;
        }
        if (threshold.signum() < 0 || threshold.compareTo(MAX_THRESHOLD) > 0) {
            value.error("must be a number from 0 to " + MAX_THRESHOLD.toPlainString());
            return null;
        }
        return threshold.abs();
    }
}
