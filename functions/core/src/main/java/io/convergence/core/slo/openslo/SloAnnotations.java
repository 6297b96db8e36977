package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnPolicies;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of an SLO say.
 *
 * @param burnPolicy name of a table of {@link BurnPolicies}
 * @param burnPolicyPlace where it is chosen, or null when it is the default
 * @param noData what a slice without an event counts as
 * @param runbookUrl or null
 * @param url or null
 */
record SloAnnotations(
        String burnPolicy,
        @Nullable Place burnPolicyPlace,
        NoDataPolicy noData,
        @Nullable String runbookUrl,
        @Nullable String url) {
    private static final String BURN_POLICY = "convergence/burn-policy";
    private static final String NO_DATA = "convergence/no-data";
    private static final String RUNBOOK_URL = "convergence/runbook-url";
    private static final String URL = "convergence/url";
    private static final int LONGEST_URL = 2048;

    /** Reads them. */
    static SloAnnotations read(Header header, @Nullable BudgetingMethod method, boolean hasPolicies) {
        header.warnOfAnnotations(List.of(BURN_POLICY, NO_DATA, RUNBOOK_URL, URL));
        Value policy = header.annotations().get(BURN_POLICY);
        String burnPolicy = policy == null ? null : word(policy, BurnPolicies.names());
        if (policy != null && hasPolicies) {
            policy.warning("has no effect: alertPolicies replace it");
        }
        Value noData = header.annotations().get(NO_DATA);
        if (noData != null && method == BudgetingMethod.OCCURRENCES) {
            noData.warning("has no effect for Occurrences, which have no slices");
        }
        String noDataLabel = noData == null ? null : word(noData, List.of("ignore", "good", "bad"));
        return new SloAnnotations(
                burnPolicy == null ? BurnPolicies.WORKBOOK : burnPolicy,
                policy == null ? null : policy.place(),
                noDataLabel == null ? NoDataPolicy.IGNORE : NoDataPolicy.valueOf(noDataLabel.toUpperCase(Locale.ROOT)),
                url(header.annotations().get(RUNBOOK_URL)),
                url(header.annotations().get(URL)));
    }

    private static @Nullable String word(Value value, List<String> admissible) {
        String text = value.word();
        if (text != null && !admissible.contains(text)) {
            value.error("must be one of " + String.join(", ", admissible) + ", not " + Shown.of(text));
            return null;
        }
        return text;
    }

    private static @Nullable String url(@Nullable Value value) {
        String text = value == null ? null : value.word();
        if (value == null || text == null) {
            return null;
        }
        if (text.length() > LONGEST_URL || !isWeb(text)) {
            value.error(
                    "must be an http or https URL of at most " + LONGEST_URL + " characters, not " + Shown.of(text));
            return null;
        }
        return text;
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
