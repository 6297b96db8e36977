package io.convergence.symbols.mangled;

import java.util.Map;

/** Reader of names (Itanium C++ ABI, "External names"). */
final class NameReader {
    private static final Map<Character, String> STANDARD = Map.of(
            'a', "std::allocator",
            'b', "std::basic_string",
            's', "std::string",
            'i', "std::istream",
            'o', "std::ostream",
            'd', "std::iostream");
    private static final Map<Character, String> SPECIAL = Map.of(
            'V', "vtable for ",
            'T', "VTT for ",
            'I', "typeinfo for ",
            'S', "typeinfo name for ");

    private final MangledText text;
    private final TypeReader types;
    private final ArgumentReader arguments;
    private final PartReader parts;
    /** Qualifiers of the last method, and whether its encoding states the type of its result. */
    private String methodQualifiers = "";

    private boolean hasResult;

    NameReader(String mangled, int start) {
        text = new MangledText(mangled, start);
        types = new TypeReader(text, this);
        arguments = new ArgumentReader(text, this, types);
        parts = new PartReader(text, types);
    }

    /** The name of a whole symbol behind {@code _Z}, without parameters. */
    String symbol() throws UnreadableName {
        if (text.takes("GV")) {
            return "guard variable for " + name();
        }
        if (text.takes("T")) {
            String title = SPECIAL.get(text.take());
            if (title == null) {
                throw new UnreadableName();
            }
            return title + types.type();
        }
        return name();
    }

    /** The name of a function with its parameters, or that of an object. */
    String encoding() throws UnreadableName {
        text.enter();
        String name = name();
        String qualifiers = methodQualifiers;
        boolean skipResult = hasResult;
        if (!text.atEnd() && text.peek() != 'E') {
            if (skipResult) {
                types.type();
            }
            name = name + types.parameters() + qualifiers;
        }
        text.leave();
        return MangledText.checked(name);
    }

    String name() throws UnreadableName {
        text.enter();
        methodQualifiers = "";
        String name = switch (text.peek()) {
            case 'N' -> nested();
            case 'Z' -> local();
            default -> unscoped();
        };
        text.leave();
        return MangledText.checked(name);
    }

    String arguments() throws UnreadableName {
        return arguments.arguments();
    }

    /** A substitution as a type, with the template arguments behind it. */
    MangledType substituted() throws UnreadableName {
        text.expect("S");
        if (text.takes("t")) {
            return text.remember(MangledType.of(withArguments("std::" + parts.unqualified(""))));
        }
        MangledType type = substitution();
        return text.peek() == 'I' ? text.remember(MangledType.of(type + arguments())) : type;
    }

    /** Qualifiers as they are printed, each with a space in front. */
    String qualifiers() {
        boolean restrict = text.takes("r");
        boolean isVolatile = text.takes("V");
        String first = text.takes("K") ? " const" : "";
        return first + (isVolatile ? " volatile" : "") + (restrict ? " restrict" : "");
    }

    private String unscoped() throws UnreadableName {
        if (text.takes("St")) {
            return withArguments("std::" + parts.unqualified(""));
        }
        if (text.takes("S")) {
            MangledType template = substitution();
            hasResult = true;
            return template + arguments();
        }
        return withArguments(parts.unqualified(""));
    }

    private String withArguments(String name) throws UnreadableName {
        boolean template = text.peek() == 'I';
        boolean conversion = name.contains("operator ");
        if (!template) {
            hasResult = false;
            return name;
        }
        text.remember(name);
        String whole = name + (name.endsWith("<") ? " " : "") + arguments();
        hasResult = !conversion;
        return whole;
    }

    private String local() throws UnreadableName {
        text.expect("Z");
        String function = encoding();
        text.expect("E");
        if (text.takes("s")) {
            return function + "::string literal";
        }
        String name = function + "::" + name();
        if (text.takes("__")) {
            text.number();
            text.expect("_");
        } else if (text.takes("_")) {
            text.take();
        }
        return name;
    }

    private String nested() throws UnreadableName {
        text.expect("N");
        String qualifiers = qualifiers();
        qualifiers += text.takes("R") ? " &" : text.takes("O") ? " &&" : "";
        String scope = "";
        boolean result = false;
        while (!text.takes("E")) {
            char next = text.peek();
            if (next == 'S') {
                text.take();
                scope = text.takes("t") ? "std" : substitution().toString();
                continue;
            }
            result = next == 'I';
            if (next == 'I') {
                scope += (scope.endsWith("<") ? " " : "") + arguments();
            } else if (text.takes("T")) {
                scope = text.parameter();
            } else {
                String part = parts.unqualified(scope);
                result = false;
                scope = scope.isEmpty() ? part : scope + "::" + part;
            }
            text.remember(scope);
        }
        text.forgetLast();
        methodQualifiers = qualifiers;
        hasResult = result;
        return scope;
    }

    private MangledType substitution() throws UnreadableName {
        String standard = STANDARD.get(text.peek());
        if (standard == null) {
            return text.substitution();
        }
        text.take();
        return MangledType.of(standard);
    }
}
