package io.convergence.bench.micro;

/** OpenSLO documents of one tenant with objectives that select one host each. */
final class SampleObjectives {
    private static final String OBJECTIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: objective-%1$d}
            spec:
              service: shop
              indicator:
                metadata: {name: indicator-%1$d}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, where: {host: h%1$d.example}}}}
                    good:
                      metricSource: {type: convergence, spec: {source: rum, where: {host: h%1$d.example}, good: {ok: true}}}
              timeWindow: [{duration: 28d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
            """;

    /** The service of all objectives. */
    static final String SERVICE = """
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: shop}
            spec: {description: The shop.}
            """;

    private SampleObjectives() {}

    /** The SLO document with a number, which selects the host {@code h<number>.example}. */
    static String objective(int number) {
        return OBJECTIVE.formatted(number);
    }
}
