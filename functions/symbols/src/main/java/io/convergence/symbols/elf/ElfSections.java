package io.convergence.symbols.elf;

import io.airlift.compress.zstd.ZstdInputStream;
import io.convergence.symbols.dwarf.DebugBytes;
import io.convergence.symbols.file.BufferInput;
import io.convergence.symbols.file.MappedCopies;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.InflaterInputStream;

/**
 * Contents of sections, inflated where they are compressed (ELF gABI, "Section Compression"). Small ones are inflated to the
 * heap, others to a mapped copy on disk.
 */
final class ElfSections {
    private static final int ZLIB = 1;
    private static final int ZSTD = 2;
    private static final int MAX_HEAP = 1 << 20;
    private static final long MAX_INFLATED = 1L << 31;
    /** Neither method makes a byte of more than this many; a larger declared size is a lie. */
    private static final long MAX_RATIO = 2000;

    private final MappedCopies copies;

    ElfSections(MappedCopies copies) {
        this.copies = copies;
    }

    /** Inflates a section that has a header of compression. */
    ByteBuffer inflate(ByteBuffer section, boolean wide) throws UnusableSymbolFile, IOException {
        DebugBytes header = new DebugBytes(section, 0);
        long type = header.u32();
        if (wide) {
            header.u32();
        }
        long size = header.unsigned(wide ? 8 : 4);
        header.unsigned(wide ? 8 : 4);
        if (type != ZLIB && type != ZSTD) {
            throw new UnusableSymbolFile("a section is compressed by an unknown method");
        }
        return inflate(section, header.position(), type == ZSTD, size);
    }

    /** Inflates a section of the older form: {@code ZLIB} and the size in big-endian order. */
    ByteBuffer inflateOld(ByteBuffer section) throws UnusableSymbolFile, IOException {
        DebugBytes header = new DebugBytes(section.duplicate().order(ByteOrder.BIG_ENDIAN), 0);
        if (header.u32() != 0x5a4c4942L) {
            return section;
        }
        long size = header.unsigned(8);
        return inflate(section, header.position(), false, size);
    }

    private ByteBuffer inflate(ByteBuffer section, int start, boolean isZstd, long size)
            throws UnusableSymbolFile, IOException {
        int packed = section.limit() - start;
        if (size < 0 || size >= MAX_INFLATED || size > packed * MAX_RATIO + 1024) {
            throw new UnusableSymbolFile("a compressed section declares a size beyond the bound");
        }
        InputStream input = new BufferInput(section.slice(start, packed));
        try (DeclaredInput inflated =
                new DeclaredInput(isZstd ? new ZstdInputStream(input) : new InflaterInputStream(input), size)) {
            ByteBuffer content = size <= MAX_HEAP ? ByteBuffer.wrap(inflated.readAllBytes()) : copies.map(inflated);
            return content.order(section.order());
        } catch (DeclaredInput.Damaged damaged) {
            throw new UnusableSymbolFile(String.valueOf(damaged.getMessage()));
        }
    }
}
