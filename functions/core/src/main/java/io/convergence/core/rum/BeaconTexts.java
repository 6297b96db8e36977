package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.TextCache;
import io.convergence.core.privacy.PageRedaction;

/**
 * Caches of the repeated texts of beacons, each with the rule that validates and normalises the text. Not thread-safe.
 *
 * @param tenants names of tenants
 * @param apps names of apps
 * @param hosts normalised hosts
 * @param pages redacted pages
 * @param browsers names out of the closed set of browsers
 */
record BeaconTexts(TextCache tenants, TextCache apps, TextCache hosts, TextCache pages, TextCache browsers) {
    BeaconTexts() {
        this(
                new TextCache(Alphabet.NAME::orNull),
                new TextCache(Alphabet.NAME::orNull),
                new TextCache(HostName::normalise),
                new TextCache(PageRedaction::redact),
                new TextCache(BrowserName::normalise));
    }
}
