package io.convergence.symbols.mangled;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader of template arguments, with the few expressions that occur in them. */
final class ArgumentReader {
    /** Suffixes of literals by type; literals of other types state their type in front. */
    private static final Map<String, String> SUFFIXES = Map.of(
            "int", "",
            "unsigned int", "u",
            "long", "l",
            "unsigned long", "ul",
            "long long", "ll",
            "unsigned long long", "ull");

    private final MangledText text;
    private final NameReader names;
    private final TypeReader types;

    ArgumentReader(MangledText text, NameReader names, TypeReader types) {
        this.text = text;
        this.names = names;
        this.types = types;
    }

    /** The arguments from {@code I} to {@code E}, in angle brackets. */
    String arguments() throws UnreadableName {
        text.enter();
        text.expect("I");
        List<String> read = list();
        text.arguments(read);
        text.leave();
        return MangledText.checked('<' + joined(read) + '>');
    }

    private List<String> list() throws UnreadableName {
        List<String> read = new ArrayList<>();
        while (!text.takes("E")) {
            read.add(argument());
        }
        return read;
    }

    private String argument() throws UnreadableName {
        text.enter();
        String argument = switch (text.peek()) {
            case 'L' -> literal();
            case 'X' -> {
                text.take();
                String expression = expression();
                text.expect("E");
                yield expression;
            }
            case 'J' -> {
                text.take();
                yield joined(list());
            }
            default -> types.type().toString();
        };
        text.leave();
        return MangledText.checked(argument);
    }

    private String expression() throws UnreadableName {
        if (text.peek() == 'L') {
            return literal();
        }
        if (text.takes("T")) {
            return text.parameter();
        }
        if (text.takes("st")) {
            return "sizeof (" + types.type() + ')';
        }
        text.expect("ad");
        return "&(" + literal() + ')';
    }

    private String literal() throws UnreadableName {
        text.expect("L");
        if (text.takes("_Z")) {
            String encoding = names.encoding();
            text.expect("E");
            return encoding;
        }
        String type = types.type().toString();
        String sign = text.takes("n") ? "-" : "";
        String number = sign + text.digits();
        text.expect("E");
        if (type.equals("bool") && (number.equals("0") || number.equals("1"))) {
            return number.equals("1") ? "true" : "false";
        }
        if (type.equals("std::nullptr_t")) {
            return "nullptr";
        }
        if (number.equals(sign)) {
            throw new UnreadableName();
        }
        String suffix = SUFFIXES.get(type);
        return suffix == null ? '(' + type + ')' + number : number + suffix;
    }

    /** Empty packs leave no comma. */
    private static String joined(List<String> arguments) {
        return String.join(
                ", ", arguments.stream().filter(each -> !each.isEmpty()).toList());
    }
}
