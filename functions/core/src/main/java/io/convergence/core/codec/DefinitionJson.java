package io.convergence.core.codec;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.signal.NamedValues;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import java.util.List;

/** JSON columns of SLO definitions. */
public final class DefinitionJson {
    private DefinitionJson() {}

    /** The SLI: {@code where} by key, {@code good}, {@code group_by}. */
    public static String sli(Sli sli) {
        JsonObject json = new JsonObject().open("where");
        for (Selector selector : sli.where()) {
            json.open(selector.key())
                    .put(selector.glob() ? "glob" : "in", selector.values())
                    .close();
        }
        good(json.close().open("good"), sli.good());
        return json.close().put("group_by", sli.groupBy()).text();
    }

    /** The tiers of a burn policy by name. */
    public static String tiers(List<BurnTier> tiers) {
        JsonObject json = new JsonObject();
        for (BurnTier tier : tiers) {
            json.open(tier.name())
                    .put("severity", tier.severity().label())
                    .put("long", WindowLabel.of(tier.longMillis()))
                    .put("short", WindowLabel.of(tier.shortMillis()))
                    .put(
                            "factor",
                            Fraction.of(tier.factorNumerator(), tier.factorDenominator())
                                    .toString())
                    .put("comparison", tier.comparison().label())
                    .put("hold_seconds", tier.holdMillis() / 1000)
                    .close();
        }
        return json.text();
    }

    /** Lists of texts by name: labels, or notification targets by tier. */
    public static String lists(List<NamedValues> lists) {
        JsonObject json = new JsonObject();
        lists.forEach(each -> json.put(each.name(), each.values()));
        return json.text();
    }

    /** Texts by name: labels, several values joined by commas. */
    public static String texts(List<NamedValues> lists) {
        JsonObject json = new JsonObject();
        lists.forEach(each -> json.put(each.name(), each.joined()));
        return json.text();
    }

    private static void good(JsonObject json, Condition good) {
        Comparison comparison = good.comparison();
        if (good.kind() == Condition.Kind.VERDICT) {
            json.put("verdict_not_in", good.verdicts());
        } else if (good.measurement() != null && comparison != null) {
            json.open(good.measurement())
                    .put(comparison.label(), Double.valueOf(good.threshold()))
                    .close();
        } else {
            json.put("ok", true);
        }
    }
}
