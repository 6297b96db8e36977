package io.convergence.core.slo.openslo.sli;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.privacy.PageRedaction;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reader of {@code where}: the values that keys of an event must have, normalised like those of events. */
final class SelectorReader {
    /** Maximum number of values of a key. */
    static final int MAX_VALUES = 1000;

    private static final String RULE = "must be text, {in: [texts]} or {glob: \"pattern\"}";

    private SelectorReader() {}

    /** The selectors, ascending by key; null when one of them could not be read, which is reported. */
    static @Nullable List<Selector> read(Value where, SliSource source) {
        Fields fields = where.fields();
        if (fields == null) {
            return null;
        }
        boolean complete = true;
        List<Selector> selectors = new ArrayList<>();
        for (String key : source.keys().stream().sorted().toList()) {
            Value value = fields.get(key);
            Selector selector = value == null ? null : selector(key, value);
            complete &= value == null || selector != null;
            if (selector != null) {
                selectors.add(selector);
            }
        }
        for (String name : fields.names()) {
            if (!source.keys().contains(name)) {
                fields.error(
                        name, "is no key of " + source.label() + "; its keys are " + String.join(", ", source.keys()));
                complete = false;
            } else if (!fields.has(name)) {
                fields.error(name, RULE + ", not nothing");
                complete = false;
            }
        }
        return complete ? selectors : null;
    }

    private static @Nullable Selector selector(String key, Value value) {
        if (value.node() instanceof Node.Scalar) {
            String text = exact(key, value);
            return text == null ? null : new Selector(key, false, List.of(text));
        }
        if (!(value.node() instanceof Node.Mapping mapping) || mapping.fields().size() != 1) {
            value.error(RULE);
            return null;
        }
        Fields fields = new Fields(mapping, value.path(), value.problems());
        Value in = fields.get("in");
        Value glob = fields.get("glob");
        if (in != null) {
            return oneOf(key, in);
        }
        String pattern = glob == null ? null : pattern(key, glob);
        if (glob == null) {
            value.error(RULE);
        }
        return pattern == null ? null : new Selector(key, true, List.of(pattern));
    }

    private static @Nullable Selector oneOf(String key, Value in) {
        List<Value> items = in.items();
        if (items == null) {
            return null;
        }
        if (items.isEmpty() || items.size() > MAX_VALUES) {
            in.error("must be a list of 1 to " + MAX_VALUES + " values, not of " + items.size());
            return null;
        }
        boolean complete = true;
        TreeSet<String> values = new TreeSet<>();
        for (Value item : items) {
            String text = exact(key, item);
            complete &= text != null;
            if (text != null) {
                values.add(text);
            }
        }
        return complete ? new Selector(key, false, List.copyOf(values)) : null;
    }

    private static @Nullable String exact(String key, Value value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        return switch (key) {
            case "host" -> host(value, text);
            case "page" -> page(value, text);
            case "browser" -> text;
            case "type" -> name(value, text.toLowerCase(Locale.ROOT));
            default -> name(value, text);
        };
    }

    private static @Nullable String host(Value value, String text) {
        String host = HostName.normalise(text);
        if (host == null) {
            value.error("must be " + HostName.RULE + ", not " + QuotedText.of(text));
        }
        return host;
    }

    private static String page(Value value, String text) {
        String redacted = PageRedaction.redact(text);
        if (!redacted.equals(text)) {
            value.warning("matches no view: views carry this page as " + QuotedText.of(redacted));
        }
        return text;
    }

    private static String name(Value value, String text) {
        if (!Alphabet.NAME.admits(text)) {
            value.warning("matches no event: must be " + Alphabet.NAME.rule());
        }
        return text;
    }

    /** A pattern in which runs of stars are replaced by one star, which matches the same values. */
    private static @Nullable String pattern(String key, Value value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        boolean lower = key.equals("host") || key.equals("type");
        return (lower ? text.toLowerCase(Locale.ROOT) : text).replaceAll("\\*+", "*");
    }
}
