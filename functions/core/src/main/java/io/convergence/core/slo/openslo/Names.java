package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names may be: they go into record keys and into the identity of signals. */
final class Names {
    /** Most bytes of a name in UTF-8. */
    static final int MAX_BYTES = 128;

    /** RFC 1123, section 2.1, as OpenSLO asks of names. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private Names() {}

    /** The name, or null when there is none that can be used, which is reported. */
    static @Nullable String read(@Nullable Value value) {
        String name = value == null ? null : value.word();
        if (value == null || name == null) {
            return null;
        }
        String fault = fault(name);
        if (fault != null) {
            value.error(fault);
            return null;
        }
        if (!LABEL.matcher(name).matches()) {
            value.warning("is no RFC 1123 label: 1 to 63 of a-z 0-9 and, inside, hyphens");
        }
        return name;
    }

    /** Why a name cannot be used, or null. */
    static @Nullable String fault(String name) {
        if (name.indexOf('/') >= 0) {
            return "must not contain '/': names go into keys that are split there";
        }
        if (name.codePoints().anyMatch(Names::isControl)) {
            return "must not contain control characters";
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes > MAX_BYTES ? "must be 1 to " + MAX_BYTES + " bytes, not " + bytes : null;
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
