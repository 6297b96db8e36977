package io.convergence.launcher;

import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.launcher.cluster.ClusterFiles;
import io.convergence.launcher.cluster.Installation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs Flink's own command line. */
@Command(
        name = "flink",
        header = "Flink's own command line, for that cluster.",
        description =
                "Passes everything on to Flink, for the cluster that runs: run, list, stop, savepoint, cancel and their"
                        + " options. Each has a help of its own, such as flink run --help.")
final class FlinkCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORD", arity = "0..*", description = "Command of Flink and its options.")
    List<String> words = List.of();

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public Integer call() throws UsageException, InterruptedException {
        return new ClusterFiles(Installation.current()).commandLine().runHere(words);
    }
}
