package io.convergence.local.replay;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.Problem;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.local.command.UsageException;
import io.convergence.local.system.LocalTopics;
import io.convergence.local.system.RecordPublisher;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The objectives of a replay, as documents of the topic of definitions.
 *
 * @param documents in the order of the files
 * @param warnings what might not be meant, one line each
 */
public record Definitions(List<Document> documents, List<String> warnings) {
    private static final String OPTION = "--slo";

    public Definitions {
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads files, and directories for the YAML and JSON files in and below them.
     *
     * @param paths none for no objectives
     * @param reader understands the texts as one set
     * @throws UsageException when a file cannot be read, anything in them is an error, or they define nothing
     */
    public static Definitions read(List<Path> paths, Function<List<SourceText>, OpenSlo> reader) throws UsageException {
        if (paths.isEmpty()) {
            return new Definitions(List.of(), List.of());
        }
        OpenSlo read = reader.apply(texts(paths));
        List<String> errors = read.problems().stream()
                .filter(Problem::error)
                .map(Definitions::told)
                .toList();
        if (!errors.isEmpty()) {
            throw new UsageException(OPTION + ": what the files say cannot be used", errors);
        }
        if (read.documents().isEmpty()) {
            throw new UsageException(OPTION + ": the files define nothing");
        }
        return new Definitions(
                read.documents(),
                read.problems().stream().map(Definitions::told).toList());
    }

    /** Whether there are any. */
    boolean isEmpty() {
        return documents.isEmpty();
    }

    /** Publishes every document under its key. */
    void publish(RecordPublisher publisher, long now) {
        documents.forEach(document -> publisher.send(
                LocalTopics.DEFINITIONS, now, document.key(), document.text().getBytes(StandardCharsets.UTF_8)));
        publisher.flush();
    }

    private static List<SourceText> texts(List<Path> paths) throws UsageException {
        List<SourceText> texts = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                texts.add(new SourceText(file.toString(), null, text(file)));
            }
        }
        return texts;
    }

    private static List<Path> files(Path path) throws UsageException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(file -> Files.isRegularFile(file) && isNamedSo(file.toString()))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new UsageException(OPTION + ": " + path + " holds no .yaml, .yml or .json file");
            }
            return files;
        } catch (IOException e) {
            throw new UsageException(OPTION + ": " + path + " cannot be read");
        }
    }

    private static boolean isNamedSo(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private static String text(Path file) throws UsageException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UsageException(OPTION + ": " + file + " is not UTF-8");
        } catch (IOException e) {
            throw new UsageException(OPTION + ": " + file + " cannot be read");
        }
    }

    /** Where it is as far as that is known, and what it is. */
    private static String told(Problem problem) {
        StringBuilder line = new StringBuilder(problem.source());
        if (problem.line() > 0) {
            line.append(':').append(problem.line());
        }
        if (problem.document() > 0) {
            line.append(", document ").append(problem.document());
        }
        if (!problem.path().isEmpty()) {
            line.append(", ").append(problem.path());
        }
        return line.append(": ").append(problem.message()).toString();
    }
}
