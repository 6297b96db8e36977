package io.convergence.bench.pipeline;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ratios of the rates of the variants, by pairs of the same round: least, median and greatest. */
final class RatioTable {
    private record Column(Variant variant, String backend) {
        @Override
        public String toString() {
            return variant.hasState() ? variant + " on " + backend : variant.toString();
        }
    }

    private final Map<Column, List<Measured>> results = new LinkedHashMap<>();

    /** Adds the result of a round. */
    void add(Variant variant, String backend, Measured measured) {
        results.computeIfAbsent(new Column(variant, backend), column -> new ArrayList<>())
                .add(measured);
    }

    /** Prints the ratio of every variant to every one before it that it is compared with. */
    void print(PrintStream out) {
        out.printf("%-44s %8s %8s %8s%n", "ratio of records/s", "min", "median", "max");
        results.forEach((column, measured) -> results.forEach((base, baseMeasured) -> {
            if (isCompared(column, base)) {
                print(out, column + " / " + base, measured, baseMeasured);
            }
        }));
    }

    private static boolean isCompared(Column column, Column base) {
        boolean ours = column.variant() == Variant.CONVERGENCE || column.variant() == Variant.SLO;
        if (base.variant() == Variant.LIMIT) {
            return column.variant() != Variant.LIMIT;
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
                "%-44s %8.3f %8.3f %8.3f%n",
                name,
                ratios[0],
                Figures.median(ratios),
                ratios[ratios.length - 1]);
    }
}
