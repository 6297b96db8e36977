package io.convergence.bench.pipeline;

import io.convergence.bench.BenchPages;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.launcher.slo.LocalObjectives;
import io.convergence.launcher.system.RecordPublisher;
import java.util.ArrayList;
import java.util.List;

/**
 * Twenty objectives for each tenant: one by host, eight over the views of the app, eight over the views of one page each, and
 * three over the results of the checks.
 */
final class PipelineObjectives {
    static final int PER_TENANT = 20;

    private static final String SERVICE = """
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: shop}
            spec: {description: The shop.}
            """;

    private static final String OBJECTIVE = """
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: objective-%d}
            spec:
              service: shop
              indicator:
                metadata: {name: indicator-%d}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: %s}}}
                    good: {metricSource: {type: convergence, spec: {source: %s}}}
              timeWindow: [{duration: 28d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.9%d}]
            """;

    private static final int OF_APP = 8;
    private static final int OF_PAGE = 8;

    private PipelineObjectives() {}

    /** Publishes the objectives of all tenants. */
    static void publish(RecordPublisher publisher, long now) throws Exception {
        List<SourceText> texts = new ArrayList<>();
        for (int tenant = 0; tenant < TrafficShape.TENANTS; tenant++) {
            texts.add(new SourceText("bench", PipelineTraffic.tenant(tenant), text()));
        }
        LocalObjectives.of(OpenSlo.read(texts)).publish(publisher, now);
        publisher.flush();
    }

    private static String text() {
        StringBuilder text = new StringBuilder(SERVICE);
        for (int number = 0; number < PER_TENANT; number++) {
            text.append(objective(number));
        }
        return text.toString();
    }

    private static String objective(int number) {
        if (number == 0) {
            return objective(number, "rum, groupBy: [host]", "rum, good: {ok: true}");
        }
        if (number <= OF_APP) {
            return objective(number, "rum, where: {app: shop}", "rum, where: {app: shop}, good: {ok: true}");
        }
        if (number <= OF_APP + OF_PAGE) {
            String page = "rum, where: {page: " + BenchPages.name(number - OF_APP - 1) + "}";
            return objective(number, page, page + ", good: {lcp_ms: {lte: 2500}}");
        }
        return objective(
                number, "synthetic, where: {check: home}", "synthetic, where: {check: home}, good: {success: true}");
    }

    private static String objective(int number, String total, String good) {
        return OBJECTIVE.formatted(number, number, total, good, number % 10);
    }
}
