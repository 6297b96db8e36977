package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.WindowLabel;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.ErrorBudget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The burn windows and tiers of an objective at a boundary. The state of a tier compares its windows with its factor
 * exactly, as the job does: {@code burning} (both are over it), {@code recovering} (the long one is), {@code rising} (the
 * short one is), {@code quiet}, or {@code no_data} (no event in the long one). A burning tier fires only with enough events
 * and after its hold.
 */
final class TierStates {
    private final int targetPpm;
    private final JsonNode windows;
    private final JsonNode burn;

    /**
     * The windows of a snapshot.
     *
     * @param target the target, a ratio
     * @param windows {@code good}, {@code bad} and {@code total} by window, as in {@code slo_snapshots.windows}
     * @param burn burn rates by window, as in {@code slo_snapshots.burn}
     */
    TierStates(double target, JsonNode windows, JsonNode burn) {
        this.targetPpm = ppm(target);
        this.windows = windows;
        this.burn = burn;
    }

    /** A target in parts per million; stored targets have six decimals. */
    static int ppm(double target) {
        return Math.toIntExact(Math.round(target * ErrorBudget.MILLION));
    }

    /** The windows, the shortest first. */
    ArrayNode windows() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        windows.properties().stream()
                .sorted(Comparator.comparingLong(window -> WindowLabel.millis(window.getKey())))
                .forEach(window -> {
                    ObjectNode item = list.addObject();
                    item.put("window", window.getKey());
                    item.put("seconds", WindowLabel.millis(window.getKey()) / 1000);
                    for (String count : new String[] {"good", "bad", "total"}) {
                        item.set(count, window.getValue().path(count));
                    }
                    JsonNode rate = burn.path(window.getKey());
                    item.set("burn", rate.isMissingNode() ? JsonNodeFactory.instance.nullNode() : rate);
                });
        return list;
    }

    /**
     * The tiers in the order of their long windows.
     *
     * @param tiers tiers by name, as in {@code slos.tiers}
     * @param firingSince start of the firing signal of a tier, by its name
     */
    ArrayNode tiers(JsonNode tiers, Map<String, String> firingSince) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        StreamSupport.stream(tiers.properties().spliterator(), false)
                .sorted(Comparator.comparingLong(
                        tier -> WindowLabel.millis(tier.getValue().path("long").asText())))
                .forEach(tier -> list.add(tier(tier.getKey(), tier.getValue(), firingSince)));
        return list;
    }

    private ObjectNode tier(String name, JsonNode tier, Map<String, String> firingSince) {
        Factor factor = Factor.parse(tier.path("factor").asText());
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("name", name);
        item.set("severity", tier.path("severity"));
        item.set("long", tier.path("long"));
        item.set("short", tier.path("short"));
        item.put("factor", factor.value());
        item.put("bad_ratio", factor.value() * (ErrorBudget.MILLION - targetPpm) / ErrorBudget.MILLION);
        item.put("state", state(tier, factor));
        item.put("firing_since", firingSince.get(name));
        return item;
    }

    private String state(JsonNode tier, Factor factor) {
        Comparison comparison =
                Comparison.valueOf(tier.path("comparison").asText("gt").toUpperCase(Locale.ROOT));
        JsonNode longWindow = windows.path(tier.path("long").asText());
        if (longWindow.path("total").asLong() == 0) {
            return "no_data";
        }
        boolean isLongOver = isOver(longWindow, factor, comparison);
        boolean isShortOver = isOver(windows.path(tier.path("short").asText()), factor, comparison);
        if (isLongOver) {
            return isShortOver ? "burning" : "recovering";
        }
        return isShortOver ? "rising" : "quiet";
    }

    private boolean isOver(JsonNode window, Factor factor, Comparison comparison) {
        return BurnRate.isOver(
                window.path("bad").asLong(),
                window.path("total").asLong(),
                targetPpm,
                factor.numerator(),
                factor.denominator(),
                comparison);
    }

    /** A factor as the definition stores it: a whole number, a decimal number or a fraction. */
    private record Factor(long numerator, long denominator) {
        static Factor parse(String text) {
            int slash = text.indexOf('/');
            if (slash >= 0) {
                return new Factor(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
            }
            BigDecimal value = new BigDecimal(text);
            int scale = Math.max(0, value.stripTrailingZeros().scale());
            return new Factor(
                    value.movePointRight(scale).longValueExact(),
                    BigInteger.TEN.pow(scale).longValueExact());
        }

        double value() {
            return (double) numerator / denominator;
        }
    }
}
