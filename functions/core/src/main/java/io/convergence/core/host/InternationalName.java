package io.convergence.core.host;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of internationalised domain names to A-labels as browsers do it: UTS 46 without transitional processing
 * (https://www.unicode.org/reports/tr46/, https://url.spec.whatwg.org/#concept-domain-to-ascii), so that {@code straße}
 * is not {@code strasse}. The JDK's {@code IDN} implements IDNA2003, which maps both to the same name.
 */
final class InternationalName {
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** Errors that browsers ignore; empty labels and lengths are checked on the result. */
    private static final Set<IDNA.Error> IGNORED = EnumSet.of(
            IDNA.Error.EMPTY_LABEL, IDNA.Error.LABEL_TOO_LONG, IDNA.Error.DOMAIN_NAME_TOO_LONG, IDNA.Error.HYPHEN_3_4);

    private InternationalName() {}

    /** The name with its labels as A-labels, or null when the conversion fails. The result is not a valid name yet. */
    static @Nullable String toAscii(String name) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = UTS46.nameToASCII(name, new StringBuilder(name.length() + 8), info);
        return IGNORED.containsAll(info.getErrors()) ? ascii.toString() : null;
    }
}
