package io.convergence.cli.slo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Rewrites the options of the Kafka clients before picocli reads a command line: {@code --kafka.KEY=VALUE} and
 * {@code --kafka.KEY VALUE} become a value {@code KEY=VALUE} of one option, because the keys are not known beforehand.
 */
final class KafkaArguments implements IParameterPreprocessor {
    /** The one option, spelled as help shows it. */
    static final String OPTION = "--kafka.KEY";

    private static final String PREFIX = "--kafka.";
    private static final String END_OF_OPTIONS = "--";

    @Override
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> information) {
        List<String> words = new ArrayList<>(arguments);
        // The next argument is on top of the stack.
        Collections.reverse(words);
        List<String> rewritten = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(END_OF_OPTIONS)) {
                rewritten.addAll(words.subList(i, words.size()));
                break;
            }
            if (!word.startsWith(PREFIX) || word.startsWith(OPTION)) {
                rewritten.add(word);
            } else if (word.indexOf('=') >= 0) {
                rewritten.add(OPTION + '=' + word.substring(PREFIX.length()));
            } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
                rewritten.add(OPTION + '=' + word.substring(PREFIX.length()) + '=' + words.get(++i));
            } else {
                throw new ParameterException(
                        command.commandLine(),
                        word + " needs a value; one that begins with two dashes is written " + word + "=VALUE");
            }
        }
        Collections.reverse(rewritten);
        arguments.clear();
        arguments.addAll(rewritten);
        return false;
    }
}
