package io.convergence.bench;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.KnownKeys;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Options of a measurement, read from a command line such as {@code --rate 20000 --postgres true}. */
public final class BenchOptions {
    /** Exit code of a program that was called with invalid options. */
    public static final int MISUSED = 2;

    private BenchOptions() {}

    /**
     * Reads a command line.
     *
     * @param options every option that there is
     * @param arguments the command line
     * @param measurement creates the measurement from the values
     * @throws InvalidSettings with every problem of the command line
     */
    public static <T> T read(List<Option> options, String[] arguments, Function<OptionReader, T> measurement) {
        OptionReader reader = new OptionReader(CommandLine.parse(arguments));
        List<String> keys = options.stream().map(Option::key).toList();
        new KnownKeys(keys, Map.of(), key -> false).check(reader);
        T read = measurement.apply(reader);
        reader.problems().throwIfAny();
        return read;
    }

    /** Prints every problem of a command line on a line of its own. */
    public static void print(InvalidSettings refusal, PrintStream error) {
        refusal.problems().forEach(problem -> error.println("bench: " + problem));
    }
}
