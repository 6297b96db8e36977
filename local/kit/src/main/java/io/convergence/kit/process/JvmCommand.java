package io.convergence.kit.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that starts a JVM.
 *
 * @param main name of the main class
 * @param classpath jars and directories
 * @param options options of the JVM
 * @param arguments arguments of the main class
 * @param environment variables added to those of this process
 * @param unset names of this process's variables that the new one does not inherit
 */
public record JvmCommand(
        String main,
        List<Path> classpath,
        List<String> options,
        List<String> arguments,
        Map<String, String> environment,
        Set<String> unset) {
    public JvmCommand {
        classpath = List.copyOf(classpath);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        unset = Set.copyOf(unset);
    }

    /** A command that inherits every variable of this process and adds none. */
    public JvmCommand(String main, List<Path> classpath, List<String> options, List<String> arguments) {
        this(main, classpath, options, arguments, Map.of(), Set.of());
    }

    /** The classpath of this process. */
    public static List<Path> ownClasspath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    /** The same command with other environment variables added and removed. */
    public JvmCommand withEnvironment(Map<String, String> added, Set<String> removed) {
        return new JvmCommand(main, classpath, options, arguments, added, removed);
    }

    /** A process builder for this command, with the Java that runs this process. */
    public ProcessBuilder builder() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.add("-cp");
        words.add(classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        words.add(main);
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeAll(unset);
        builder.environment().putAll(environment);
        return builder;
    }
}
