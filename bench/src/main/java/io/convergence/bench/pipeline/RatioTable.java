package io.convergence.bench.pipeline;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ratios of the rates of the variants, by pairs of the same round: least, median and greatest. Variants are compared with
 * others of the same load, and with themselves under the first load.
 */
final class RatioTable {
    private record Column(Variant variant, String backend, Load load) {
        String name(Load first) {
            String difference = load.difference(first);
            return (variant.hasState() ? variant + " on " + backend : variant.toString())
                    + (difference.isEmpty() ? "" : " (" + difference + ")");
        }
    }

    private final Map<Column, List<Measured>> results = new LinkedHashMap<>();
    private final Load first;

    /** No results yet of the first load and others. */
    RatioTable(Load first) {
        this.first = first;
    }

    /** Adds the result of a round. */
    void add(Variant variant, String backend, Load load, Measured measured) {
        results.computeIfAbsent(new Column(variant, backend, load), column -> new ArrayList<>())
                .add(measured);
    }

    /** Prints the ratio of every result to every other one that it is compared with. */
    void print(PrintStream out) {
        out.printf("%-72s %8s %8s %8s%n", "ratio of records/s", "min", "median", "max");
        results.forEach((column, measured) -> results.forEach((base, baseMeasured) -> {
            if (isCompared(column, base)) {
                print(out, column.name(first) + " / " + base.name(first), measured, baseMeasured);
            }
        }));
    }

    private boolean isCompared(Column column, Column base) {
        if (!column.load().equals(base.load())) {
            return base.load().equals(first)
                    && column.variant() == base.variant()
                    && column.backend().equals(base.backend());
        }
        boolean ours = column.variant() == Variant.CONVERGENCE || column.variant() == Variant.SLO;
        if (base.variant().isLimit()) {
            return !column.variant().isLimit();
        }
        boolean isWindows = base.variant() == Variant.STOCK || base.variant() == Variant.SQL;
        return ours
                && (base.variant() == Variant.POLL
                        || (isWindows && column.backend().equals(base.backend())));
    }

    private static void print(PrintStream out, String name, List<Measured> measured, List<Measured> base) {
        double[] ratios = new double[Math.min(measured.size(), base.size())];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = measured.get(round).rate() / base.get(round).rate();
        }
        Arrays.sort(ratios);
        out.printf(
                Locale.ROOT,
                "%-72s %8.3f %8.3f %8.3f%n",
                name,
                ratios[0],
                Figures.median(ratios),
                ratios[ratios.length - 1]);
    }
}
