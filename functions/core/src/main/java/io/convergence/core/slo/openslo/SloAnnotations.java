package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.AlertMinimums;
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
 * @param alertBy what the alerts of an objective with groups are about
 * @param alertByText the annotation, for a warning; null when it is the default
 * @param noData how a slice without events counts
 * @param minimums least counts with which a tier fires
 * @param checkInterval least time between two events of a budget, minutes, for checks of the minimums; null when unknown
 * @param checkIntervalPosition where the least time is; null when it is unknown
 * @param runbookUrl link for its signals, or null
 * @param url link for its signals, or null
 */
record SloAnnotations(
        String burnPolicy,
        @Nullable SourcePosition burnPolicyPosition,
        AlertBy alertBy,
        @Nullable Value alertByText,
        NoDataPolicy noData,
        AlertMinimums minimums,
        @Nullable Long checkInterval,
        @Nullable SourcePosition checkIntervalPosition,
        @Nullable String runbookUrl,
        @Nullable String url) {
    private static final String ALERT_BY = "convergence/alert-by";
    private static final String BURN_POLICY = "convergence/burn-policy";
    private static final String NO_DATA = "convergence/no-data";
    private static final String MIN_EVENTS = "convergence/min-events";
    private static final String MIN_BAD = "convergence/min-bad";
    private static final String CHECK_INTERVAL = "convergence/check-interval";
    private static final String RUNBOOK_URL = "convergence/runbook-url";
    private static final String URL = "convergence/url";
    private static final List<String> KNOWN =
            List.of(ALERT_BY, BURN_POLICY, CHECK_INTERVAL, MIN_BAD, MIN_EVENTS, NO_DATA, RUNBOOK_URL, URL);
    private static final int MAX_URL_LENGTH = 2048;
    private static final int MAX_MINIMUM = 1_000_000;

    /**
     * Reads and checks the annotations.
     *
     * @param method null when it could not be read
     * @param hasPolicies whether the SLO has alert policies of its own, which replace the table
     */
    static SloAnnotations read(DocumentMetadata metadata, @Nullable BudgetingMethod method, boolean hasPolicies) {
        metadata.warnOfAnnotations(KNOWN);
        Value policy = metadata.annotations().get(BURN_POLICY);
        String burnPolicy = policy == null ? null : oneOf(policy, BurnPolicies.names());
        if (policy != null && hasPolicies) {
            policy.warning("has no effect: alertPolicies replace it");
        }
        Value alertBy = metadata.annotations().get(ALERT_BY);
        String alertByLabel = alertBy == null ? null : oneOf(alertBy, AlertBy.labels());
        Value noData = metadata.annotations().get(NO_DATA);
        if (noData != null && method == BudgetingMethod.OCCURRENCES) {
            noData.warning("has no effect for Occurrences, which have no slices");
        }
        String noDataLabel = noData == null ? null : oneOf(noData, List.of("ignore", "good", "bad"));
        Value interval = metadata.annotations().get(CHECK_INTERVAL);
        return new SloAnnotations(
                burnPolicy == null ? BurnPolicies.WORKBOOK : burnPolicy,
                policy == null ? null : policy.position(),
                alertByLabel == null ? AlertBy.GROUP : AlertBy.valueOf(alertByLabel.toUpperCase(Locale.ROOT)),
                alertBy,
                noDataLabel == null ? NoDataPolicy.IGNORE : NoDataPolicy.valueOf(noDataLabel.toUpperCase(Locale.ROOT)),
                new AlertMinimums(
                        minimum(metadata.annotations().get(MIN_EVENTS)),
                        minimum(metadata.annotations().get(MIN_BAD))),
                DurationShorthand.minutes(interval, 1, "a duration from 1m to 90d, such as 8m"),
                interval == null ? null : interval.position(),
                url(metadata.annotations().get(RUNBOOK_URL)),
                url(metadata.annotations().get(URL)));
    }

    /** Warns of a choice of alerts by groups for an objective that has none. */
    void warnWithoutGroups() {
        if (alertByText != null) {
            alertByText.warning("has no effect: the objective has no groupBy");
        }
    }

    private static @Nullable Integer minimum(@Nullable Value value) {
        Long number = value == null ? null : value.wholeNumber(1, MAX_MINIMUM);
        return number == null ? null : Integer.valueOf(number.intValue());
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
