package io.convergence.core.synthetic;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.TextCache;
import java.util.Locale;

/**
 * Caches of the repeated texts of synthetic results, each with the rule that validates and normalises the text. Not
 * thread-safe.
 *
 * @param names names of tenants, apps, checks and locations
 * @param hosts normalised hosts of addresses
 * @param types lower-case types
 * @param errors failure kinds
 */
record SyntheticTexts(TextCache names, TextCache hosts, TextCache types, TextCache errors) {
    SyntheticTexts() {
        this(
                new TextCache(Alphabet.NAME::orNull),
                new TextCache(HostName::fromAddress),
                new TextCache(type -> Alphabet.NAME.admits(type) ? type.toLowerCase(Locale.ROOT) : null),
                new TextCache(CheckError::orNull));
    }
}
