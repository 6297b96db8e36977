package io.convergence.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One line for a mistake in a command line.
 *
 * @param mistake found by picocli
 * @param arguments the whole command line
 */
record MistakeText(ParameterException mistake, List<String> arguments) {
    private static final String OPTION = "--";

    String text() {
        if (mistake instanceof UnmatchedArgumentException unknown) {
            return unmatched(unknown.getUnmatched().get(0));
        }
        // A misspelled option explains why another one seems to be missing, so it is reported first.
        List<String> unmatched = mistake.getCommandLine().getUnmatchedArguments();
        if (mistake instanceof MissingParameterException && !unmatched.isEmpty()) {
            return unmatched(unmatched.get(0));
        }
        if (mistake instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        if (mistake instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0));
        }
        ArgSpec argument = mistake.getArgSpec();
        if (argument != null && mistake.getCause() instanceof TypeConversionException wrong) {
            String rule = String.valueOf(wrong.getMessage());
            return name(argument) + (rule.startsWith(":") ? "" : " ") + rule;
        }
        String message = String.valueOf(mistake.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private String unmatched(String argument) {
        CommandSpec spec = mistake.getCommandLine().getCommandSpec();
        if (argument.startsWith("-")) {
            String known = spec.options().stream()
                    .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                    .map(OptionSpec::longestName)
                    .collect(Collectors.joining(", "));
            return "unknown option " + argument.split("=", 2)[0] + (known.isEmpty() ? "" : "; known are " + known);
        }
        if (spec.subcommands().isEmpty()) {
            return "unexpected argument " + argument;
        }
        String known = String.join(", ", spec.subcommands().keySet());
        return spec.parent() == null
                ? "unknown command " + argument + "; known are " + known
                : spec.name() + ' ' + argument + " is unknown; known are " + known;
    }

    private String missing(ArgSpec argument) {
        String name = name(argument);
        if (argument.isOption()
                && arguments.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "="))) {
            return name + " needs a value";
        }
        boolean several = name.endsWith("S");
        return name + (several ? " are missing" : " is missing") + meaning(argument);
    }

    /** The first sentence of the description. */
    private static String meaning(ArgSpec argument) {
        String sentence = Arrays.stream(argument.description())
                .findFirst()
                .map(description -> description.split("\\.( |$)", 2)[0])
                .orElse("");
        if (sentence.length() < 2) {
            return "";
        }
        boolean word = Character.isLowerCase(sentence.charAt(1));
        return ": " + (word ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1) : sentence);
    }

    private static String name(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            return Arrays.stream(option.names())
                    .filter(name -> name.startsWith(OPTION))
                    .findFirst()
                    .orElse(option.longestName());
        }
        return argument.paramLabel().replace("...", "");
    }
}
