package io.convergence.symbols.elf;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.convergence.symbols.dwarf.DebugBytes;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Contents of sections, inflated where they are compressed (ELF gABI, "Section Compression"). */
final class ElfSections {
    private static final int ZLIB = 1;
    private static final int ZSTD = 2;
    private static final long MAX_INFLATED = 1L << 29;
    /** Neither method makes a byte of more than this many; a larger declared size is a lie. */
    private static final long MAX_RATIO = 2000;

    private ElfSections() {}

    /** Inflates a section that has a header of compression. */
    static ByteBuffer inflate(ByteBuffer section, boolean wide) throws UnusableSymbolFile {
        DebugBytes header = new DebugBytes(section, 0);
        long type = header.u32();
        if (wide) {
            header.u32();
        }
        long size = header.unsigned(wide ? 8 : 4);
        header.unsigned(wide ? 8 : 4);
        byte[] packed = rest(section, header.position());
        byte[] inflated = new byte[checked(size, packed.length)];
        if (type == ZLIB) {
            return inflate(packed, inflated, section.order());
        }
        if (type != ZSTD) {
            throw new UnusableSymbolFile("a section is compressed by an unknown method");
        }
        try {
            int count = new ZstdDecompressor().decompress(packed, 0, packed.length, inflated, 0, inflated.length);
            if (count != inflated.length) {
                throw new UnusableSymbolFile("a compressed section has another size than declared");
            }
        } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new UnusableSymbolFile("a compressed section cannot be inflated");
        }
        return ByteBuffer.wrap(inflated).order(section.order());
    }

    /** Inflates a section of the older form: {@code ZLIB} and the size in big-endian order. */
    static ByteBuffer inflateOld(ByteBuffer section) throws UnusableSymbolFile {
        DebugBytes header = new DebugBytes(section.duplicate().order(ByteOrder.BIG_ENDIAN), 0);
        if (header.u32() != 0x5a4c4942L) {
            return section;
        }
        long size = header.unsigned(8);
        byte[] packed = rest(section, header.position());
        return inflate(packed, new byte[checked(size, packed.length)], section.order());
    }

    private static ByteBuffer inflate(byte[] packed, byte[] inflated, ByteOrder order) throws UnusableSymbolFile {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int count = 0;
            while (count < inflated.length) {
                int more = inflater.inflate(inflated, count, inflated.length - count);
                if (more == 0) {
                    throw new UnusableSymbolFile("a compressed section has another size than declared");
                }
                count += more;
            }
            return ByteBuffer.wrap(inflated).order(order);
        } catch (DataFormatException damaged) {
            throw new UnusableSymbolFile("a compressed section cannot be inflated");
        } finally {
            inflater.end();
        }
    }

    private static byte[] rest(ByteBuffer section, int start) {
        byte[] rest = new byte[section.limit() - start];
        section.get(start, rest);
        return rest;
    }

    private static int checked(long size, int packed) throws UnusableSymbolFile {
        if (size < 0 || size > MAX_INFLATED || size > packed * MAX_RATIO + 1024) {
            throw new UnusableSymbolFile("a compressed section declares a size beyond the bound");
        }
        return (int) size;
    }
}
