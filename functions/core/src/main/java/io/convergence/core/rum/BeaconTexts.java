package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.TextMemo;
import io.convergence.core.privacy.PageRedaction;

/**
 * The texts of beacons that repeat, each with the rule that admits and normalises it. Not thread-safe.
 *
 * @param tenants names
 * @param apps names
 * @param hosts normalised hosts
 * @param pages redacted pages
 * @param browsers the closed set of browsers
 */
record BeaconTexts(TextMemo tenants, TextMemo apps, TextMemo hosts, TextMemo pages, TextMemo browsers) {
    BeaconTexts() {
        this(
                new TextMemo(Alphabet.NAME::orNull),
                new TextMemo(Alphabet.NAME::orNull),
                new TextMemo(HostName::normalise),
                new TextMemo(PageRedaction::redact),
                new TextMemo(BrowserName::normalise));
    }
}
