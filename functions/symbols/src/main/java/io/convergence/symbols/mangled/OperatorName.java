package io.convergence.symbols.mangled;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of operators by their codes (Itanium C++ ABI, "Operator encodings"). */
final class OperatorName {
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        String codes = "nw new|na new[]|dl delete|da delete[]|aw co_await|ps +|ng -|ad &|de *|co ~|pl +|mi -|ml *|dv /|"
                + "rm %|an &|or PIPE|eo ^|aS =|pL +=|mI -=|mL *=|dV /=|rM %=|aN &=|oR PIPE=|eO ^=|ls <<|rs >>|lS <<=|"
                + "rS >>=|eq ==|ne !=|lt <|gt >|le <=|ge >=|ss <=>|nt !|aa &&|oo PIPEPIPE|pp ++|mm --|cm ,|pm ->*|"
                + "pt ->|cl ()|ix []|qu ?";
        for (String pair : codes.split("\\|")) {
            String sign = pair.substring(3).replace("PIPE", "|");
            NAMES.put(pair.substring(0, 2), "operator" + (Character.isLetter(sign.charAt(0)) ? " " : "") + sign);
        }
    }

    private OperatorName() {}

    /** The name of a code, or null. */
    static @Nullable String of(String code) {
        return NAMES.get(code);
    }
}
