package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands for definitions of objectives. */
@Command(
        name = "slo",
        header = "Check, explain and publish definitions of objectives (OpenSLO v1).",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ValidateCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            ApplyCommand.class,
            DeleteCommand.class
        })
public final class SloCommand implements Callable<Integer> {
    /** Exit code of documents with errors, and of files that differ from the topic. */
    static final int FAILED = 1;

    /** Exit code of a mistake in the command line, and of a broker that cannot be used. */
    static final int MISUSED = 2;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException {
        throw new UsageException("slo needs one of " + String.join(", ", output.subcommands()));
    }
}
