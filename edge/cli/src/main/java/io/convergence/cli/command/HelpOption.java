package io.convergence.cli.command;

import picocli.CommandLine.Option;

/** The option {@code --help}, to be mixed into every command. */
public final class HelpOption {
    /** Whether the option was set; picocli then prints the help and does not run the command. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    boolean requested;
}
