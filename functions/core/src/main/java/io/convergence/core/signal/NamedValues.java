package io.convergence.core.signal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Texts under a name: the values of a label, or the notification targets of a tier.
 *
 * @param name name of the label or tier
 * @param values its texts, in the order of the document
 */
public record NamedValues(String name, List<String> values) implements Serializable {

    public NamedValues {
        values = List.copyOf(values);
    }

    /** One element for each entry of a map, in its order. */
    public static List<NamedValues> listOf(Map<String, List<String>> map) {
        List<NamedValues> list = new ArrayList<>(map.size());
        map.forEach((name, values) -> list.add(new NamedValues(name, values)));
        return list;
    }

    /** The values as one text, joined by commas. */
    public String joined() {
        return String.join(",", values);
    }
}
