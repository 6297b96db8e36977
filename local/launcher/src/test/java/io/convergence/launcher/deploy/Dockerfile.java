package io.convergence.launcher.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Dockerfile, as far as the syntax in this project.
 *
 * @param instructions instructions with their continuation lines joined
 */
record Dockerfile(List<String> instructions) {
    Dockerfile {
        instructions = List.copyOf(instructions);
    }

    /** Reads a file of the project. */
    static Dockerfile read(String path) {
        List<String> instructions = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : DeploymentFiles.text(path).split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean continues = line.endsWith("\\");
            open.append(continues ? line.substring(0, line.length() - 1) : line);
            if (!continues) {
                instructions.add(open.toString());
                open.setLength(0);
            }
        }
        return new Dockerfile(instructions);
    }

    /** The arguments of every instruction of a kind. */
    List<String> all(String kind) {
        return instructions.stream()
                .filter(instruction -> instruction.startsWith(kind + " "))
                .map(instruction -> instruction.substring(kind.length() + 1).strip())
                .toList();
    }

    /** The arguments of the last instruction of a kind, which overrides earlier ones. */
    String last(String kind) {
        List<String> all = all(kind);
        return all.get(all.size() - 1);
    }

    /** The words of an instruction in array form. */
    List<String> words(String kind) {
        try {
            return Arrays.asList(new ObjectMapper().readValue(last(kind), String[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The copied files: pattern in the project, and target in the image. */
    List<String[]> copies() {
        List<String[]> copies = new ArrayList<>();
        for (String copy : all("COPY")) {
            String[] words = copy.replaceAll("--\\S+\\s+", "").split("\\s+");
            for (int i = 0; i < words.length - 1; i++) {
                copies.add(new String[] {words[i], words[words.length - 1]});
            }
        }
        return copies;
    }

    /** The files of the project in the image; relative targets are below the working directory. */
    ContainerFiles files(String workingDirectory) {
        Map<String, String> places = new TreeMap<>();
        for (String[] copy : copies()) {
            Path target = Path.of(workingDirectory).resolve(copy[1]);
            Path name = Path.of(copy[0]).getFileName();
            boolean intoDirectory = copy[1].endsWith("/");
            places.put((intoDirectory ? target.resolve(name) : target).toString(), copy[0]);
        }
        return new ContainerFiles(places);
    }

    /**
     * The options that the program is started with, from {@code --config} on, whose file is below the working directory.
     *
     * @param command options of the container, which follow those of the image
     */
    List<String> started(List<String> command) {
        List<String> words = words("ENTRYPOINT");
        List<String> options = new ArrayList<>(words.subList(words.indexOf("--config"), words.size()));
        options.set(1, last("WORKDIR") + "/" + options.get(1));
        options.addAll(command);
        return options;
    }

    /** The exposed ports. */
    List<Integer> ports() {
        return Arrays.stream(last("EXPOSE").split("\\s+")).map(Integer::valueOf).toList();
    }
}
