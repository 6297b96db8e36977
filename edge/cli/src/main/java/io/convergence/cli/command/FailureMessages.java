package io.convergence.cli.command;

import io.convergence.core.settings.InvalidSettings;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints why a command did not run or did not succeed: one line on standard error, never a stack trace. */
final class FailureMessages implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        return mistake(mistake.getCommandLine(), new MistakeText(mistake, List.of(arguments)).text(), List.of());
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException usage) {
            return mistake(command, FailureReason.firstLine(usage), usage.details());
        }
        if (failure instanceof InvalidSettings invalid) {
            List<String> problems = invalid.problems();
            return problems.size() == 1
                    ? mistake(command, problems.get(0), List.of())
                    : mistake(command, "the settings are invalid", problems);
        }
        String name = command.getCommandSpec().qualifiedName();
        String program = name.split(" ")[0];
        String subject = name.substring(Math.min(name.length(), program.length() + 1));
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            command.getErr().println(program + ": " + subject + " was interrupted");
        } else {
            command.getErr().println(program + ": " + subject + " failed: " + FailureReason.of(failure));
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static int mistake(CommandLine command, String message, List<String> details) {
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter error = command.getErr();
        error.println(name.split(" ")[0] + ": " + message + " (see " + name + " --help)");
        details.forEach(detail -> error.println("  - " + detail));
        return CommandLines.MISUSED;
    }
}
