package io.convergence.symbols.mangled;

import io.convergence.symbols.mangled.MangledType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader of types (Itanium C++ ABI, "Type encodings"). */
final class TypeReader {
    private static final Map<Character, String> BUILT_IN = Map.ofEntries(
            Map.entry('v', "void"),
            Map.entry('w', "wchar_t"),
            Map.entry('b', "bool"),
            Map.entry('c', "char"),
            Map.entry('a', "signed char"),
            Map.entry('h', "unsigned char"),
            Map.entry('s', "short"),
            Map.entry('t', "unsigned short"),
            Map.entry('i', "int"),
            Map.entry('j', "unsigned int"),
            Map.entry('l', "long"),
            Map.entry('m', "unsigned long"),
            Map.entry('x', "long long"),
            Map.entry('y', "unsigned long long"),
            Map.entry('n', "__int128"),
            Map.entry('o', "unsigned __int128"),
            Map.entry('f', "float"),
            Map.entry('d', "double"),
            Map.entry('e', "long double"),
            Map.entry('g', "__float128"),
            Map.entry('z', "..."));
    private static final Map<Character, String> BUILT_IN_D = Map.of(
            'd', "decimal64",
            'e', "decimal128",
            'f', "decimal32",
            'h', "half",
            'i', "char32_t",
            's', "char16_t",
            'u', "char8_t",
            'a', "auto",
            'c', "decltype(auto)",
            'n', "std::nullptr_t");

    private final MangledText text;
    private final NameReader names;

    TypeReader(MangledText text, NameReader names) {
        this.text = text;
        this.names = names;
    }

    MangledType type() throws UnreadableName {
        text.enterType();
        MangledType type = nested();
        MangledText.checked(type.toString());
        text.leaveType();
        return type;
    }

    /** Types up to {@code E} or the end, in parentheses; one {@code void} is none. */
    String parameters() throws UnreadableName {
        List<String> types = new ArrayList<>();
        while (!text.atEnd() && text.peek() != 'E') {
            types.add(type().toString());
        }
        String joined =
                String.join(", ", types.stream().filter(each -> !each.isEmpty()).toList());
        return MangledText.checked('(' + (joined.equals("void") ? "" : joined) + ')');
    }

    private MangledType nested() throws UnreadableName {
        char first = text.peek();
        String builtIn = BUILT_IN.get(first);
        if (builtIn != null) {
            text.take();
            return MangledType.of(builtIn);
        }
        return switch (first) {
            case 'r', 'V', 'K' -> text.remember(type(names.qualifiers()));
            case 'P' -> pointer("*");
            case 'R' -> pointer("&");
            case 'O' -> pointer("&&");
            case 'D' -> ofD();
            case 'F' -> text.remember(function());
            case 'A' -> text.remember(array());
            case 'M' -> {
                text.take();
                MangledType owner = type();
                yield text.remember(type().memberOf(owner));
            }
            case 'U' -> {
                text.take();
                String qualifier = PartReader.sourceName(text);
                yield text.remember(type().with(' ' + qualifier));
            }
            case 'u' -> {
                text.take();
                yield text.remember(MangledType.of(PartReader.sourceName(text)));
            }
            case 'T' -> parameter();
            case 'S' -> names.substituted();
            default -> text.remember(MangledType.of(names.name()));
        };
    }

    private MangledType type(String qualifiers) throws UnreadableName {
        return type().with(qualifiers);
    }

    private MangledType pointer(String sign) throws UnreadableName {
        text.take();
        return text.remember(type().pointer(sign));
    }

    private MangledType ofD() throws UnreadableName {
        text.take();
        char second = text.take();
        if (second == 'p') {
            return text.remember(type());
        }
        if (second == 'o') {
            return text.remember(function().with(" noexcept"));
        }
        String builtIn = BUILT_IN_D.get(second);
        if (builtIn == null) {
            throw new UnreadableName();
        }
        return MangledType.of(builtIn);
    }

    private MangledType function() throws UnreadableName {
        text.expect("F");
        text.takes("Y");
        MangledType result = type();
        String parameters = parameters();
        text.expect("E");
        return new MangledType(result.before() + ' ', parameters + result.after(), Kind.FUNCTION);
    }

    private MangledType array() throws UnreadableName {
        text.expect("A");
        String size = text.digits();
        text.expect("_");
        MangledType element = type();
        String open = element.kind() == Kind.ARRAY ? "" : " ";
        return new MangledType(
                element.before(), open + '[' + size + ']' + element.after().strip(), Kind.ARRAY);
    }

    private MangledType parameter() throws UnreadableName {
        text.take();
        if (text.takes("s") || text.takes("u") || text.takes("e")) {
            return text.remember(MangledType.of(names.name()));
        }
        MangledType argument = text.remember(MangledType.of(text.parameter()));
        return text.peek() == 'I' ? text.remember(MangledType.of(argument + names.arguments())) : argument;
    }
}
