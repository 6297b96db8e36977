package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnPolicies;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.openslo.document.DocumentMetadata;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Annotations of an SLO that start with {@code convergence/}.
 *
 * @param burnPolicy name of a table of {@link BurnPolicies}
 * @param burnPolicyPosition where the table is chosen; null when it is the default
 * @param noData how a slice without events counts
 * @param runbookUrl link for its signals, or null
 * @param url link for its signals, or null
 */
record SloAnnotations(
        String burnPolicy,
        @Nullable SourcePosition burnPolicyPosition,
        NoDataPolicy noData,
        @Nullable String runbookUrl,
        @Nullable String url) {
    private static final String BURN_POLICY = "convergence/burn-policy";
    private static final String NO_DATA = "convergence/no-data";
    private static final String RUNBOOK_URL = "convergence/runbook-url";
    private static final String URL = "convergence/url";
    private static final int MAX_URL_LENGTH = 2048;

    /**
     * Reads and checks the annotations.
     *
     * @param method null when it could not be read
     * @param hasPolicies whether the SLO has alert policies of its own, which replace the table
     */
    static SloAnnotations read(DocumentMetadata metadata, @Nullable BudgetingMethod method, boolean hasPolicies) {
        metadata.warnOfAnnotations(List.of(BURN_POLICY, NO_DATA, RUNBOOK_URL, URL));
        Value policy = metadata.annotations().get(BURN_POLICY);
        String burnPolicy = policy == null ? null : oneOf(policy, BurnPolicies.names());
        if (policy != null && hasPolicies) {
            policy.warning("has no effect: alertPolicies replace it");
        }
        Value noData = metadata.annotations().get(NO_DATA);
        if (noData != null && method == BudgetingMethod.OCCURRENCES) {
            noData.warning("has no effect for Occurrences, which have no slices");
        }
        String noDataLabel = noData == null ? null : oneOf(noData, List.of("ignore", "good", "bad"));
        return new SloAnnotations(
                burnPolicy == null ? BurnPolicies.WORKBOOK : burnPolicy,
                policy == null ? null : policy.position(),
                noDataLabel == null ? NoDataPolicy.IGNORE : NoDataPolicy.valueOf(noDataLabel.toUpperCase(Locale.ROOT)),
                url(metadata.annotations().get(RUNBOOK_URL)),
                url(metadata.annotations().get(URL)));
    }

    private static @Nullable String oneOf(Value value, List<String> allowed) {
        String text = value.text();
        if (text != null && !allowed.contains(text)) {
            value.error("must be one of " + String.join(", ", allowed) + ", not " + QuotedText.of(text));
            return null;
        }
        return text;
    }

    private static @Nullable String url(@Nullable Value value) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        if (text.length() > MAX_URL_LENGTH || !isWebUrl(text)) {
            value.error("must be an http or https URL of at most " + MAX_URL_LENGTH + " characters, not "
                    + QuotedText.of(text));
            return null;
        }
        return text;
    }

    private static boolean isWebUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean isWeb = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return isWeb && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
