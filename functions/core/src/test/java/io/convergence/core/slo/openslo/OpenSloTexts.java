package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.List;

/** OpenSLO texts for tests: variants of one valid SLO, and their definitions, errors and warnings. */
public final class OpenSloTexts {
    /** A valid SLO over page views. */
    static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: checkout
              labels: {tenant: acme}
            spec:
              service: shop
              indicator:
                metadata: {name: checkout-sli}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}, good: {ok: true}}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
            ---
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: shop}
            spec: {description: the shop}
            """;

    private OpenSloTexts() {}

    /** The valid SLO with one part replaced. */
    static String with(String part, String replacement) {
        assertThat(SLO).contains(part);
        return SLO.replace(part, replacement);
    }

    /** The valid SLO with other specifications of its metric sources. */
    static String over(String total, String good) {
        return with("{source: rum, where: {app: shop}}", total)
                .replace("{source: rum, where: {app: shop}, good: {ok: true}}", good);
    }

    /** The valid SLO over another source, with a condition for good events. */
    static String good(String source, String where, String condition) {
        String same = "source: " + source + ", where: " + where;
        return over('{' + same + '}', '{' + same + ", good: " + condition + '}');
    }

    /** The valid SLO over another source, with a condition for bad events. */
    static String bad(String source, String condition) {
        return over("{source: " + source + '}', "{source: " + source + ", bad: " + condition + '}')
                .replace("        good: {metricSource", "        bad: {metricSource");
    }

    public static OpenSlo read(String text) {
        return OpenSlo.read(List.of(new SourceText("f.yaml", null, text)));
    }

    /** The only definition of a text without problems. */
    static SloDefinition definition(String text) {
        OpenSlo read = read(text);
        assertThat(read.problems()).isEmpty();
        assertThat(read.definitions()).hasSize(1);
        return read.definitions().get(0);
    }

    static Sli sli(String text) {
        return definition(text).sli();
    }

    /** The errors of a text without definitions, each as {@code line path: message}. */
    static List<String> errors(String text) {
        OpenSlo read = read(text);
        assertThat(read.definitions()).isEmpty();
        return lines(read, true);
    }

    /** The warnings of a text without errors, each as {@code line path: message}. */
    static List<String> warnings(String text) {
        OpenSlo read = read(text);
        assertThat(lines(read, true)).isEmpty();
        return lines(read, false);
    }

    /** Errors or warnings, each as {@code line path: message}. */
    static List<String> lines(OpenSlo read, boolean errors) {
        read.problems()
                .forEach(problem -> assertThat(problem.message()).isNotBlank().doesNotContain("\n"));
        return read.problems().stream()
                .filter(problem -> problem.error() == errors)
                .map(problem -> problem.line() + " " + problem.path() + ": " + problem.message())
                .toList();
    }

    /**
     * A valid text with a document of every kind, with TARGET, DURATION and DESCRIPTION to be replaced.
     *
     * @param variant 0 to 3: how the SLO refers to its alert policy, if at all
     */
    static String everyKind(int variant) {
        String policy = List.of("", "  alertPolicies: [pages]\n", "  alertPolicies: [{alertPolicyRef: pages}]\n", "")
                .get(variant);
        return SLO.replace("target: 0.99", "target: TARGET, displayName: n")
                        .replace("duration: 30d", "duration: DURATION")
                        .replace("type: convergence,", "metricSourceRef: here,")
                        .replace("description: the shop", "description: DESCRIPTION")
                        .replace(
                                "metadata: {name: shop}",
                                "metadata: {name: shop, annotations: {a: [0x1F, .5, 1., True, ~]}}")
                        .replace("displayName: n}]\n", "displayName: n}]\n" + policy)
                + """
                ---
                - apiVersion: openslo/v1
                  kind: DataSource
                  metadata: {name: here, displayName: "yes"}
                  spec: {type: convergence, connectionDetails: {x: .inf, y: 0o17, z: 012, w: -1.5e3}}
                - apiVersion: openslo/v1
                  kind: AlertPolicy
                  metadata: {name: pages}
                  spec: {conditions: [{conditionRef: fast}], notificationTargets: [{targetRef: mail}]}
                - apiVersion: openslo/v1
                  kind: AlertCondition
                  metadata: {name: fast}
                  spec: {severity: page, condition: {kind: burnrate, threshold: 1.10, lookbackWindow: 1h}}
                - apiVersion: openslo/v1
                  kind: AlertNotificationTarget
                  metadata: {name: mail}
                  spec: {target: email}
                """;
    }
}
