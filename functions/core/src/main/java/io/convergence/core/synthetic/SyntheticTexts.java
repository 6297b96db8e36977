package io.convergence.core.synthetic;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.TextMemo;
import java.util.Locale;

/**
 * The texts of synthetic results that repeat, each with the rule that admits and normalises it. Not thread-safe.
 *
 * @param names tenants, apps, checks and locations
 * @param hosts hosts out of addresses
 * @param types lower-case types
 * @param errors kinds of failure
 */
record SyntheticTexts(TextMemo names, TextMemo hosts, TextMemo types, TextMemo errors) {
    SyntheticTexts() {
        this(
                new TextMemo(Alphabet.NAME::orNull),
                new TextMemo(HostName::fromAddress),
                new TextMemo(type -> Alphabet.NAME.admits(type) ? type.toLowerCase(Locale.ROOT) : null),
                new TextMemo(CheckError::orNull));
    }
}
