package io.convergence.cli.slo;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reader of files of OpenSLO documents; all files of a call are read as one set. */
public final class DefinitionFiles {
    /** Label of the operands in help and messages. */
    static final String LABEL = "FILES";

    /** Description of the operands in help and messages. */
    static final String DESCRIPTION =
            "Files or directories of OpenSLO documents. Directories are searched, at any depth, for YAML and JSON"
                    + " files.";

    /** Bytes read of a file: more than the longest text that is accepted, so that a longer file is refused. */
    private static final int READ_AT_MOST = 2 << 20;

    private DefinitionFiles() {}

    /**
     * Documents, definitions and problems of files.
     *
     * @param names of files, and of directories whose {@code .yaml}, {@code .yml} and {@code .json} files are read, at
     *     any depth
     * @param tenant owner of every document, or null when each names its own
     * @throws UsageException when a name stands for no file, or a directory contains none
     * @throws IOException when a file cannot be read to its end
     */
    public static OpenSlo read(List<String> names, @Nullable String tenant) throws UsageException, IOException {
        List<SourceText> texts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(names)) {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(READ_AT_MOST);
            }
            try {
                texts.add(new SourceText(file.toString(), tenant, decode(bytes)));
            } catch (CharacterCodingException e) {
                problems.add(problem(file, "is no UTF-8 text"));
            }
        }
        OpenSlo read = OpenSlo.read(texts);
        problems.addAll(read.problems());
        return new OpenSlo(read.documents(), read.definitions(), problems);
    }

    private static Problem problem(Path file, String message) {
        return new Problem(true, file.toString(), 0, 1, "", message);
    }

    private static Set<Path> files(List<String> names) throws UsageException, IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (String name : names) {
            Path path = path(name);
            if (Files.isDirectory(path)) {
                List<Path> found = within(path);
                if (found.isEmpty()) {
                    throw new UsageException("there is no .yaml, .yml or .json file in " + name);
                }
                files.addAll(found);
            } else if (!Files.exists(path)) {
                throw new UsageException("there is no file " + name);
            } else if (!Files.isReadable(path)) {
                throw new UsageException(name + " cannot be read");
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> within(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches("(?s).*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        }
    }

    private static Path path(String name) throws UsageException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is no path");
        }
    }

    /** The text; a text that fills the buffer is too long and refused later, so a character cut in half is replaced. */
    private static String decode(byte[] bytes) throws CharacterCodingException {
        if (bytes.length == READ_AT_MOST) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
