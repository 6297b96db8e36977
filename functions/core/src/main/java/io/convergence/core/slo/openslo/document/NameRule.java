package io.convergence.core.slo.openslo.document;

import io.convergence.core.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rule for names of documents and objectives: 1 to 128 bytes without slashes and control characters. Names become parts of
 * record keys and of the identity of signals.
 */
public final class NameRule {
    /** Maximum length of a name in UTF-8, in bytes. */
    static final int MAX_BYTES = 128;

    /** A label of RFC 1123, section 2.1, which OpenSLO asks for. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private NameRule() {}

    /** The name in a value. Null when it breaks the rule, which is reported; a name that is no RFC 1123 label is a warning. */
    static @Nullable String read(@Nullable Value value) {
        String name = value == null ? null : value.text();
        if (value == null || name == null) {
            return null;
        }
        String violation = violation(name);
        if (violation != null) {
            value.error(violation);
            return null;
        }
        if (!LABEL.matcher(name).matches()) {
            value.warning("is no RFC 1123 label: 1 to 63 of a-z 0-9 and, inside, hyphens");
        }
        return name;
    }

    /** How a name breaks the rule, or null when it does not. */
    public static @Nullable String violation(String name) {
        if (name.indexOf('/') >= 0) {
            return "must not contain '/': names go into keys that are split there";
        }
        if (name.codePoints().anyMatch(NameRule::isControl)) {
            return "must not contain control characters";
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes > MAX_BYTES ? "must be 1 to " + MAX_BYTES + " bytes, not " + bytes : null;
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
