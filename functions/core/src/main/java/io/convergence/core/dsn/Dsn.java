package io.convergence.core.dsn;

import io.convergence.core.event.PerformanceBudgets;
import java.util.Map;
import java.util.Set;

/**
 * Data source name of the second plane: a public token with the rules for events that are sent under it.
 *
 * @param token public token
 * @param tenant tenant of every event
 * @param app app of every event
 * @param hosts hosts that events may name
 * @param origins normalised web origins that may post; an empty set admits every origin
 * @param appIds application ids of SDKs that name no token
 * @param consentRequired whether each request must state consent; otherwise the site states a legal basis once
 * @param hashesUsers whether users are kept as keyed hashes; otherwise they are dropped
 * @param tags keys of tags that are kept
 * @param keepsTexts whether messages, names of actions and texts of breadcrumbs are kept
 * @param placeLevel how exactly the place of clients is kept
 * @param ratePerMinute events a minute that are admitted; 0 means no limit
 * @param budgets performance budgets
 * @param recordings rules for recordings of sessions
 * @param settings settings that clients may read, by name: texts, numbers and booleans
 * @param derivesBeacons whether each view that ends gives a beacon, so that it counts for verdicts
 */
public record Dsn(
        String token,
        String tenant,
        String app,
        HostList hosts,
        Set<String> origins,
        Set<String> appIds,
        boolean consentRequired,
        boolean hashesUsers,
        Set<String> tags,
        boolean keepsTexts,
        PlaceLevel placeLevel,
        int ratePerMinute,
        PerformanceBudgets budgets,
        RecordingRules recordings,
        Map<String, String> settings,
        boolean derivesBeacons) {

    public Dsn {
        origins = Set.copyOf(origins);
        appIds = Set.copyOf(appIds);
        tags = Set.copyOf(tags);
        settings = Map.copyOf(settings);
    }
}
