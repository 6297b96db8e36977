package io.convergence.cli.symbols;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands for archives of symbol files. */
@Command(
        name = "symbols",
        header = "Upload archives of source maps and mappings, and resolve error stacks with them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ResolveCommand.class,
            UploadCommand.class,
            ListCommand.class,
            CheckCommand.class,
            RemoveCommand.class
        })
public final class SymbolsCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException {
        throw new UsageException("symbols needs one of " + String.join(", ", output.subcommands()));
    }
}
