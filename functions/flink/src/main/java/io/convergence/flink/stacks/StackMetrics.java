package io.convergence.flink.stacks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters {@code resolved} in the scope {@code stacks} with the labels {@code sdk} and {@code status}. */
final class StackMetrics {
    private static final Set<String> SDKS = Set.of(
            "df_web_rum_sdk",
            "df_miniapp_rum_sdk",
            "df_uniapp_rum_sdk",
            "df_android_rum_sdk",
            "df_ios_rum_sdk",
            "pt-rum");

    private final MetricGroup group;
    private final Map<String, Counter> counters = new HashMap<>();

    StackMetrics(MetricGroup operator) {
        group = operator.addGroup("stacks");
    }

    /** Counts a stack. An SDK that is not known is {@code other}, so that the number of labels is bounded. */
    void count(String sdk, String status) {
        String known = SDKS.contains(sdk) ? sdk : "other";
        counters.computeIfAbsent(
                        known + '\n' + status,
                        key -> group.addGroup("sdk", known)
                                .addGroup("status", status)
                                .counter("resolved"))
                .inc();
    }
}
