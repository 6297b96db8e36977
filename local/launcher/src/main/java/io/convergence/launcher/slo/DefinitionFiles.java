package io.convergence.launcher.slo;

import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import io.convergence.launcher.command.UsageException;
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

/** Files of definitions, read as one set. */
public final class DefinitionFiles {
    /** Longer than any text that is accepted: what follows need not be read. */
    private static final int READ_AT_MOST = 2 << 20;

    private DefinitionFiles() {}

    /**
     * What files define.
     *
     * @param names of files, and of directories whose {@code .yaml}, {@code .yml} and {@code .json} files, in and below
     *     them, are meant
     * @param tenant whose the documents are, or null when each says so itself
     */
    public static OpenSlo read(List<String> names, @Nullable String tenant) throws UsageException, IOException {
        List<SourceText> texts = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        for (Path file : files(names)) {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(READ_AT_MOST);
            }
            try {
                texts.add(new SourceText(file.toString(), tenant, decode(bytes)));
            } catch (CharacterCodingException e) {
                unreadable.add(new Problem(true, file.toString(), 0, 1, "", "is no UTF-8 text"));
            }
        }
        OpenSlo read = OpenSlo.read(texts);
        unreadable.addAll(read.problems());
        return new OpenSlo(read.documents(), read.definitions(), unreadable);
    }

    private static Set<Path> files(List<String> names) throws UsageException, IOException {
        if (names.isEmpty()) {
            throw new UsageException("FILES are missing: files or directories of OpenSLO documents");
        }
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

    /** The text; what is cut within a character is too long anyway. */
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
