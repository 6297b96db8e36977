package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/** Reader of {@code groupBy}: the keys of events by whose values budgets are separate. */
final class GroupByReader {
    private GroupByReader() {}

    /** Distinct keys of a source, in the order of the text. Others are reported and left out. */
    static List<String> read(List<Value> items, SliSource source) {
        List<String> keys = new ArrayList<>();
        for (Value item : items) {
            String key = item.text();
            if (key == null) {
                continue;
            }
            if (!source.keys().contains(key)) {
                item.error(QuotedText.of(key) + " is no key of " + source.label() + "; its keys are "
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
