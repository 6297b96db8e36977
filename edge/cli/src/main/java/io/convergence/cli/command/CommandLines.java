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
     * A command line that reports mistakes and failures in one line, without a stack trace.
     *
     * @param command annotated with {@link CommandLine.Command}
     * @param ansi whether to colour what it prints
     */
    public static CommandLine of(Object command, Ansi ansi) {
        FailureMessages messages = new FailureMessages();
        CommandLine line = new CommandLine(command);
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
