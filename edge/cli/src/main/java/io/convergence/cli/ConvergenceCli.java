package io.convergence.cli;

import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.slo.SloCommand;
import io.convergence.cli.symbols.SymbolsCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The entry of the executable jar. */
@Command(
        name = "convergence",
        header = "Service level objectives of Convergence as files: check, explain, compare and publish them.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = ConvergenceCli.Version.class,
        subcommands = {SloCommand.class, SymbolsCommand.class, HelpCommand.class, AutoComplete.GenerateCompletion.class
        },
        footerHeading = "%nExamples, with convergence for java -jar convergence-cli-VERSION.jar:%n",
        footer = {
            "  convergence slo validate conf/slo",
            "  convergence slo diff conf/slo --bootstrap-servers broker:9092",
            "  convergence slo apply conf/slo --bootstrap-servers broker:9092",
            "  source <(convergence generate-completion)"
        })
public final class ConvergenceCli implements Runnable {
    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    boolean versionRequested;

    /** Runs a command line and ends the process with the exit code of its command. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.setUp(new CommandLine(new ConvergenceCli()), Ansi.AUTO)
                .execute(arguments));
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        output.help();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ConvergenceCli.class.getPackage().getImplementationVersion();
            return new String[] {"convergence " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
