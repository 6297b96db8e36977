package io.convergence.launcher.traffic;

import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.Arguments;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How much traffic to write.
 *
 * @param out directory for the files
 * @param beacons how many views
 * @param keys how many (tenant, app, host)
 * @param minutes of event time
 * @param seed equal seeds write equal files
 */
public record GenerateOptions(Path out, int beacons, int keys, int minutes, long seed) {
    private static final Set<String> NAMES =
            new LinkedHashSet<>(List.of("--out", "--beacons", "--keys", "--minutes", "--seed"));

    /** Three million views of 2,000 keys in 30 minutes, unless told otherwise. */
    public static GenerateOptions parse(List<String> line) throws UsageException {
        Arguments arguments = Arguments.parse(line, NAMES);
        return new GenerateOptions(
                arguments.directory("--out"),
                (int) arguments.number("--beacons", 3_000_000, 1, 1_000_000_000),
                (int) arguments.number("--keys", 2_000, 1, 1_000_000),
                (int) arguments.number("--minutes", 30, 1, 7 * 24 * 60),
                arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
