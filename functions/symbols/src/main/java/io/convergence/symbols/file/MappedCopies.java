package io.convergence.symbols.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Copies of native files on disk, mapped into memory: their bytes are no part of the heap. A copy is deleted as soon as it
 * is mapped; its space becomes free when the buffer is collected, or the process ends.
 */
public record MappedCopies(Path directory) {
    /** Copies in the directory of temporary files. */
    public static MappedCopies temporary() {
        return new MappedCopies(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Copies a stream to its end and maps the copy. */
    public ByteBuffer map(InputStream content) throws IOException {
        Files.createDirectories(directory);
        Path copy = Files.createTempFile(directory, "symbols", ".bin");
        try {
            try (OutputStream output = Files.newOutputStream(copy)) {
                content.transferTo(output);
            }
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ)) {
                return channel.map(MapMode.READ_ONLY, 0, channel.size());
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
