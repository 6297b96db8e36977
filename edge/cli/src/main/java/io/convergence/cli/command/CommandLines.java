package io.convergence.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Command lines of this project's programs, all set up in the same way. */
public final class CommandLines {
    /** Exit code of a mistake: nothing was done. */
    public static final int MISUSED = 2;

    private CommandLines() {}

    /**
     * Sets up a command line with all its subcommands: mistakes and failures are reported in one line, without a stack
     * trace.
     *
     * @param ansi whether the output is coloured
     */
    public static CommandLine setUp(CommandLine line, Ansi ansi) {
        FailureMessages messages = new FailureMessages();
        separateParts(line);
        return line
                // An argument that begins with @ is a value like any other.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setParameterExceptionHandler(messages)
                .setExecutionExceptionHandler(messages);
    }

    /** Puts an empty line between the parts of the help of a command and its subcommands. */
    private static void separateParts(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.synopsisHeading("%nUsage: ")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false)
                .sortSynopsis(false);
        if (usage.description().length > 0) {
            usage.descriptionHeading("%n");
        }
        if (!usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n");
        }
        line.getSubcommands().values().forEach(CommandLines::separateParts);
    }
}
