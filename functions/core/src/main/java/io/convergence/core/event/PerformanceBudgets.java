package io.convergence.core.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Performance budgets of an app: the largest value that a vital should have on a page.
 *
 * @param entries the app's own budgets; the built-in ones hold where none of them does
 */
public record PerformanceBudgets(List<Entry> entries) {
    /** Budgets of an app without its own. */
    public static final PerformanceBudgets BUILT_IN = new PerformanceBudgets(List.of());

    /** Budget by vital where an app has none: https://web.dev/articles/vitals, and 100 ms for the first input delay. */
    private static final Map<String, Double> DEFAULTS =
            Map.of("lcp", 2500.0, "fid", 100.0, "cls", 0.1, "ttfb", 800.0, "inp", 200.0);

    public PerformanceBudgets {
        entries = List.copyOf(entries);
    }

    /**
     * Budgets of the pages that match a pattern.
     *
     * @param page pattern of redacted pages in which an asterisk stands for any characters, none included
     * @param limits budget by name of the vital
     */
    public record Entry(String page, Map<String, Double> limits) {
        public Entry {
            limits = Map.copyOf(limits);
        }

        private boolean matches(String other) {
            String[] literals = page.split("\\*", -1);
            StringBuilder pattern = new StringBuilder(Pattern.quote(literals[0]));
            for (int i = 1; i < literals.length; i++) {
                pattern.append(".*").append(Pattern.quote(literals[i]));
            }
            return Pattern.compile(pattern.toString(), Pattern.DOTALL)
                    .matcher(other)
                    .matches();
        }

        private int literals() {
            return page.replace("*", "").length();
        }
    }

    /** The budget of a vital on a page, of the entry with the most literal characters; null when there is none. */
    public @Nullable Double of(String vital, String page) {
        Entry best = null;
        for (Entry entry : entries) {
            boolean isBetter = best == null || entry.literals() > best.literals();
            if (isBetter && entry.limits().containsKey(vital) && entry.matches(page)) {
                best = entry;
            }
        }
        return best == null ? DEFAULTS.get(vital) : best.limits().get(vital);
    }

    /** The decimal difference by which a value exceeds a budget; null when it does not, as an equal value does not. */
    public static @Nullable Double exceededBy(double value, double budget) {
        return value > budget
                ? BigDecimal.valueOf(value).subtract(BigDecimal.valueOf(budget)).doubleValue()
                : null;
    }
}
