package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import org.jspecify.annotations.Nullable;

/** Records of the topic of definitions for tests, all of the tenant {@code acme}. */
final class TopicDocuments {
    static final String TENANT = "acme";

    private TopicDocuments() {}

    static DefinitionRecord record(String key, long offset, long timestamp, @Nullable String document) {
        return new DefinitionRecord(TENANT + '/' + key, offset, timestamp, document);
    }

    /** An SLO named as its key says, with one objective. */
    static String slo(String name, String target, String indicator, @Nullable String policy) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s, labels: {tenant: acme}}
                spec:
                  service: shop
                  indicatorRef: %s
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{target: %s}]
                """.formatted(name, indicator, target) + (policy == null ? "" : "  alertPolicies: [" + policy + "]\n");
    }

    /** An indicator over the views of one page. */
    static String sli(String name, String page) {
        return """
                apiVersion: openslo/v1
                kind: SLI
                metadata: {name: %1$s, labels: {tenant: acme}}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, where: {page: %2$s}}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, where: {page: %2$s}, good: {ok: true}}}}
                """.formatted(name, page);
    }

    static String policy(String name, String condition) {
        return """
                apiVersion: openslo/v1
                kind: AlertPolicy
                metadata: {name: %s}
                spec: {conditions: [{conditionRef: %s}]}
                """.formatted(name, condition);
    }

    static String condition(String name, String threshold) {
        return """
                apiVersion: openslo/v1
                kind: AlertCondition
                metadata: {name: %s}
                spec: {severity: page, condition: {threshold: %s, lookbackWindow: 1h}}
                """.formatted(name, threshold);
    }

    static String dataSource(String name, String type) {
        return """
                apiVersion: openslo/v1
                kind: DataSource
                metadata: {name: %s}
                spec: {type: %s}
                """.formatted(name, type);
    }
}
