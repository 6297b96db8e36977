package io.convergence.core.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The app on a host, a part of it, or the objective that an alert is about. It does not change from firing to resolve.
 *
 * @param tenant owner
 * @param app application, or null for an objective
 * @param host host name, or null for an objective
 * @param service name shown to people: the app, or the service of an objective
 * @param slo name of the objective, or null
 * @param group group of the objective, empty without groups, {@link #ALL_GROUPS} for all of them; the part of an app on a
 *     host; or null
 * @param tier tier of the burn policy, or null without an objective
 * @param severity urgency of the alert
 * @param runbookUrl link to the objective's runbook, or null
 * @param url link to the objective's page, or null
 * @param labels labels of the objective when the alert fired; empty without an objective
 * @param notificationTargets names of the notification targets of the tier when the alert fired; empty when it has none
 */
public record SignalSubject(
        String tenant,
        @Nullable String app,
        @Nullable String host,
        String service,
        @Nullable String slo,
        @Nullable String group,
        @Nullable String tier,
        Severity severity,
        @Nullable String runbookUrl,
        @Nullable String url,
        List<NamedValues> labels,
        List<String> notificationTargets) {
    /** Group of an alert about all groups of an objective. It has no equals sign, so no group of events has this text. */
    public static final String ALL_GROUPS = "(groups)";

    public SignalSubject {
        labels = List.copyOf(labels);
        notificationTargets = List.copyOf(notificationTargets);
    }

    /** The subject for an app on a host. */
    public static SignalSubject appHost(String tenant, String app, String host) {
        return new SignalSubject(
                tenant, app, host, app, null, null, null, Severity.WARNING, null, null, List.of(), List.of());
    }

    /** The subject for a part of an app on a host, such as a vital on a page. */
    public static SignalSubject part(String tenant, String app, String host, String group, Severity severity) {
        return new SignalSubject(tenant, app, host, app, null, group, null, severity, null, null, List.of(), List.of());
    }

    /** The same subject for all groups of its objective. */
    public SignalSubject ofAllGroups() {
        return new SignalSubject(
                tenant,
                app,
                host,
                service,
                slo,
                ALL_GROUPS,
                tier,
                severity,
                runbookUrl,
                url,
                labels,
                notificationTargets);
    }

    /** Whether the alert is about all groups of an objective. */
    public boolean isAllGroups() {
        return ALL_GROUPS.equals(group) && slo != null;
    }

    /** The identity of the subject within its tenant: {@code app/host[/group]}, or {@code slo[/group][/tier]}. */
    String path() {
        if (slo == null) {
            return app + "/" + host + (group == null ? "" : "/" + group);
        }
        StringBuilder path = new StringBuilder(slo);
        if (group != null && !group.isEmpty()) {
            path.append('/').append(group);
        }
        if (tier != null) {
            path.append('/').append(tier);
        }
        return path.toString();
    }
}
