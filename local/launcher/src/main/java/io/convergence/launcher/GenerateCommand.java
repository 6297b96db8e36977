package io.convergence.launcher;

import io.convergence.cli.command.HelpOption;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.command.OutputDirectory;
import io.convergence.launcher.command.WholeNumbers;
import io.convergence.launcher.traffic.Generate;
import io.convergence.launcher.traffic.GenerateOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes files of traffic. */
@Command(
        name = "generate",
        abbreviateSynopsis = true,
        header = "Write realistic traffic to files.",
        description = "Writes canonical records to beacons.jsonl and synthetic.jsonl, for replay.")
final class GenerateCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            converter = OutputDirectory.class,
            description = "Directory for the files.")
    Path out = Path.of("");

    @Option(
            names = "--beacons",
            paramLabel = "N",
            defaultValue = "3000000",
            converter = WholeNumbers.Records.class,
            description = "Page views. Default: ${DEFAULT-VALUE}.")
    int beacons;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "2000",
            converter = WholeNumbers.Keys.class,
            description = "Keys (tenant, app, host). Default: ${DEFAULT-VALUE}.")
    int keys;

    @Option(
            names = "--checked-keys",
            paramLabel = "N",
            defaultValue = "2000",
            converter = WholeNumbers.Keys.class,
            description = "Most keys whose hosts are checked. Default: ${DEFAULT-VALUE}.")
    int checkedKeys;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            converter = WholeNumbers.Minutes.class,
            description = "Minutes of event time. Default: ${DEFAULT-VALUE}.")
    int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = WholeNumbers.Seed.class,
            description = "Equal seeds write equal files. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Mixin
    HelpOption help = new HelpOption();

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        new Generate(new GenerateOptions(out, beacons, keys, checkedKeys, minutes, seed), console).run();
        return 0;
    }
}
