package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Cursor over a section. Every read is checked against the bytes left. */
public final class DebugBytes {
    private static final int MAX_TEXT = 1 << 16;

    private final ByteBuffer bytes;

    /** A cursor at an offset of a section; the buffer's byte order is that of the file. */
    public DebugBytes(ByteBuffer section, long offset) throws UnusableSymbolFile {
        bytes = section.duplicate().order(section.order());
        bytes.position(checked(offset, bytes.limit()));
    }

    /** The offset in the section. */
    public int position() {
        return bytes.position();
    }

    /** Moves to an offset of the section. */
    public void moveTo(long offset) throws UnusableSymbolFile {
        bytes.position(checked(offset, bytes.limit()));
    }

    /** Steps over bytes. */
    public void skip(long count) throws UnusableSymbolFile {
        if (count < 0 || count > bytes.remaining()) {
            throw damaged();
        }
        bytes.position(bytes.position() + (int) count);
    }

    /** Ends the section at an offset. */
    public void endAt(long offset) throws UnusableSymbolFile {
        bytes.limit(checked(offset, bytes.limit()));
    }

    /** Whether bytes are left. */
    public boolean hasRemaining() {
        return bytes.hasRemaining();
    }

    /** An unsigned byte. */
    public int u8() throws UnusableSymbolFile {
        if (!bytes.hasRemaining()) {
            throw damaged();
        }
        return bytes.get() & 0xff;
    }

    /** Two unsigned bytes. */
    public int u16() throws UnusableSymbolFile {
        return (int) unsigned(2);
    }

    /** Four unsigned bytes. */
    public long u32() throws UnusableSymbolFile {
        return unsigned(4);
    }

    /** An offset of 32-bit or 64-bit DWARF. */
    public long offset(boolean wide) throws UnusableSymbolFile {
        return unsigned(wide ? 8 : 4);
    }

    /** A number of 1, 2, 3, 4 or 8 bytes. */
    public long unsigned(int size) throws UnusableSymbolFile {
        try {
            return switch (size) {
                case 1 -> bytes.get() & 0xffL;
                case 2 -> bytes.getShort() & 0xffffL;
                case 3 -> {
                    long first = bytes.get() & 0xffL;
                    long second = bytes.get() & 0xffL;
                    long third = bytes.get() & 0xffL;
                    yield bytes.order() == ByteOrder.LITTLE_ENDIAN
                            ? first | second << 8 | third << 16
                            : third | second << 8 | first << 16;
                }
                case 4 -> bytes.getInt() & 0xffffffffL;
                case 8 -> bytes.getLong();
                default -> throw damaged();
            };
        } catch (BufferUnderflowException end) {
            throw damaged();
        }
    }

    /** An unsigned LEB128 number; bits beyond 64 are dropped. */
    public long uleb() throws UnusableSymbolFile {
        int first = u8();
        if (first < 0x80) {
            return first;
        }
        long value = first & 0x7f;
        for (int shift = 7; ; shift += 7) {
            int next = u8();
            value |= shift < 64 ? (long) (next & 0x7f) << shift : 0;
            if (next < 0x80) {
                return value;
            }
        }
    }

    /** A signed LEB128 number. */
    public long sleb() throws UnusableSymbolFile {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = u8();
            value |= shift < 64 ? (long) (next & 0x7f) << shift : 0;
            shift += 7;
        } while (next >= 0x80);
        return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
    }

    /** A text that ends with a zero byte. */
    public String text() throws UnusableSymbolFile {
        int start = bytes.position();
        skipText();
        int length = Math.min(bytes.position() - 1 - start, MAX_TEXT);
        byte[] text = new byte[length];
        bytes.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Steps over a text that ends with a zero byte. */
    public void skipText() throws UnusableSymbolFile {
        while (u8() != 0) {
            // Only its end is needed.
        }
    }

    private static int checked(long offset, int limit) throws UnusableSymbolFile {
        if (offset < 0 || offset > limit) {
            throw damaged();
        }
        return (int) offset;
    }

    private static UnusableSymbolFile damaged() {
        return new UnusableSymbolFile("an offset or a length of the debug information exceeds its section");
    }
}
