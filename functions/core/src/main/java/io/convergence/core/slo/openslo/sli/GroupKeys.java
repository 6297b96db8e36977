package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/** The keys whose values have a budget each. */
final class GroupKeys {
    private GroupKeys() {}

    /** Reads them: distinct keys of the source. */
    static List<String> read(List<Value> items, SliSource source) {
        List<String> keys = new ArrayList<>();
        for (Value item : items) {
            String key = item.word();
            if (key == null) {
                continue;
            }
            if (!source.keys().contains(key)) {
                item.error(Shown.of(key) + " is no key of " + source.label() + "; its keys are "
                        + String.join(", ", source.keys()));
            } else if (keys.contains(key)) {
                item.error(key + " is there twice");
            } else {
                keys.add(key);
            }
        }
        return keys;
    }
}
