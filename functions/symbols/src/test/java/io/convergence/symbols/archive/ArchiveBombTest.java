package io.convergence.symbols.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives of 10 MB that would inflate to 10 GB. */
class ArchiveBombTest {
    private static final int PIECE = 16 << 20;
    /** Pieces of all entries, which together are 10 GB. */
    private static final int PIECES = 625;

    @TempDir
    private Path directory;

    /** Entries over the bound of their kind are not read at all; others are read up to the ratio. */
    @ParameterizedTest
    @CsvSource({
        "'%d.js.map', 5, no-usable-file",
        "'%d.js.map', 45, ratio",
        "'%d/mapping.txt', 45, ratio",
        "'%d/mapping.txt', 5, no-usable-file",
        "'arm64-v8a/lib%d.so', 5, ratio",
        "'arm64-v8a/lib%d.so', 45, ratio"
    })
    void itIsRefusedBeforeItIsInflated(String name, int entries, String reason) throws IOException {
        Path bomb = directory.resolve("bomb.zip");
        Files.write(bomb, bomb(name, entries));
        assertThat(Files.size(bomb)).isBetween(8L << 20, 12L << 20);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        assertThatThrownBy(() -> SymbolArchive.open(bomb, SymbolPlatform.ANDROID, "", ArchiveLimits.DEFAULT)
                        .close())
                .isInstanceOfSatisfying(
                        RefusedArchive.class,
                        refused -> assertThat(refused.reason().label()).isEqualTo(reason));
        // A mapping is read whole: up to the 64 MiB from which the ratio counts, in an array that is copied once.
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(256L << 20);
    }

    /** A ZIP file whose entries are zeros, deflated once and repeated. */
    private static byte[] bomb(String name, int entries) throws IOException {
        byte[] piece = deflated();
        int pieces = PIECES / entries;
        int size = piece.length * pieces + 2;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (int entry = 0; entry < entries; entry++) {
            byte[] path = name.formatted(entry).getBytes(StandardCharsets.US_ASCII);
            int offset = file.size();
            file.write(header(path.length, size, PIECE * pieces, -1));
            file.write(path);
            for (int i = 0; i < pieces; i++) {
                file.write(piece);
            }
            // An empty last block.
            file.write(new byte[] {3, 0});
            directory.write(header(path.length, size, PIECE * pieces, offset));
            directory.write(path);
        }
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
        end.putInt(directory.size()).putInt(file.size());
        file.write(directory.toByteArray());
        file.write(end.array());
        return file.toByteArray();
    }

    /** A local header, or one of the central directory when there is an offset. */
    private static byte[] header(int nameLength, int size, int inflated, int offset) {
        boolean isLocal = offset < 0;
        ByteBuffer header = ByteBuffer.allocate(isLocal ? 30 : 46).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(isLocal ? 0x04034b50 : 0x02014b50).putShort((short) 20);
        if (!isLocal) {
            header.putShort((short) 20);
        }
        header.putShort((short) 0).putShort((short) 8).putInt(0).putInt(0);
        header.putInt(size).putInt(inflated).putShort((short) nameLength);
        if (!isLocal) {
            header.putInt(42, offset);
        }
        return header.array();
    }

    private static byte[] deflated() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[PIECE]);
        byte[] output = new byte[PIECE / 100];
        int length = deflater.deflate(output, 0, output.length, Deflater.FULL_FLUSH);
        deflater.end();
        return Arrays.copyOf(output, length);
    }
}
