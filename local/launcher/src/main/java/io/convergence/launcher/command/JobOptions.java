package io.convergence.launcher.command;

import io.convergence.cli.command.UsageException;
import io.convergence.core.settings.CommandLine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options of the job: those of properties files, replaced by those of {@code --set}. */
public final class JobOptions {
    private static final String SET = "--set";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Properties file with options of the job; of several files a later one replaces an earlier one.")
    List<String> files = List.of();

    @Option(names = SET, paramLabel = "KEY=VALUE", description = "An option of the job; it replaces what a file has.")
    List<String> settings = List.of();

    /** The options by key. */
    public Map<String, String> values() throws UsageException {
        Map<String, String> values = new TreeMap<>();
        for (String file : files) {
            values.putAll(CommandLine.parse("--config=" + file));
        }
        Set<String> keys = new HashSet<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException(SET + " takes key=value, not " + setting);
            }
            String key = setting.substring(0, equals);
            if (!keys.add(key)) {
                throw new UsageException(SET + " gives " + key + " twice");
            }
            values.put(key, setting.substring(equals + 1));
        }
        return values;
    }

    /** The command line's name for the origin of the options, for messages. */
    public String origin() {
        return files.isEmpty() ? SET : "--config, " + SET;
    }
}
