package io.convergence.launcher.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands with live traffic. */
public final class TrafficOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumbers.Seed.class,
            defaultValue = "1",
            description = "Seed of the traffic; equal seeds make equal traffic. Default: 1.")
    long seed;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            converter = WholeNumbers.Minutes.class,
            description = "Minutes of live traffic. Default: until Ctrl-C.")
    @Nullable
    Integer minutes;

    /** Seed of the traffic. */
    public long seed() {
        return seed;
    }

    /** Minutes of live traffic, or 0 until the command is stopped. */
    public int minutes() {
        return minutes == null ? 0 : minutes;
    }
}
