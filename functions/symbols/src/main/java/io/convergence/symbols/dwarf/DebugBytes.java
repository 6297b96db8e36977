package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Cursor over a section. Every read is checked against the bytes left. Bytes are copied from the section in pieces that grow
 * while they are read one after another: an array is read several times faster than a mapped file before the code is
 * compiled.
 */
public final class DebugBytes {
    private static final int MAX_TEXT = 1 << 16;
    private static final int FIRST_PIECE = 64;
    private static final int LAST_PIECE = 1 << 13;

    private final ByteBuffer section;
    private final boolean littleEndian;
    private byte[] piece = new byte[0];
    /** The offset of the piece in the section, its number of bytes, and how many of them were read. */
    private int start;

    private int filled;
    private int read;
    /** The offset at which the section ends. */
    private int limit;

    /** A cursor at an offset of a section; the buffer's byte order is that of the file. */
    public DebugBytes(ByteBuffer section, long offset) throws UnusableSymbolFile {
        this.section = section;
        littleEndian = section.order() == ByteOrder.LITTLE_ENDIAN;
        limit = section.limit();
        start = checked(offset);
    }

    /** The offset in the section. */
    public int position() {
        return start + read;
    }

    /** Moves to an offset of the section. */
    public void moveTo(long offset) throws UnusableSymbolFile {
        int position = checked(offset);
        if (position >= start && position <= start + filled) {
            read = position - start;
        } else {
            start = position;
            filled = 0;
            read = 0;
        }
    }

    /** Steps over bytes. */
    public void skip(long count) throws UnusableSymbolFile {
        if (count >= 0 && count <= filled - read) {
            read += (int) count;
        } else if (count < 0 || count > limit - position()) {
            throw damaged();
        } else {
            moveTo(position() + count);
        }
    }

    /** Ends the section at an offset. */
    public void endAt(long offset) throws UnusableSymbolFile {
        limit = checked(offset);
        if (position() > limit) {
            moveTo(limit);
        }
        filled = Math.min(filled, Math.max(0, limit - start));
    }

    /** Whether bytes are left. */
    public boolean hasRemaining() {
        return read < filled || position() < limit;
    }

    /** An unsigned byte. */
    public int u8() throws UnusableSymbolFile {
        if (read == filled) {
            fill();
        }
        return piece[read++] & 0xff;
    }

    private void fill() throws UnusableSymbolFile {
        start += read;
        read = 0;
        filled = 0;
        if (start >= limit) {
            throw damaged();
        }
        int next = Math.min(LAST_PIECE, Math.max(FIRST_PIECE, 4 * piece.length));
        int size = Math.min(next, limit - start);
        if (piece.length < size) {
            piece = new byte[size];
        }
        section.get(start, piece, 0, size);
        filled = size;
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
        if (size < 1 || (size > 4 && size != 8)) {
            throw damaged();
        }
        long value = 0;
        if (littleEndian) {
            for (int shift = 0; shift < 8 * size; shift += 8) {
                value |= (long) u8() << shift;
            }
        } else {
            for (int count = 0; count < size; count++) {
                value = value << 8 | u8();
            }
        }
        return value;
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
        int first = position();
        skipText();
        byte[] text = new byte[Math.min(position() - 1 - first, MAX_TEXT)];
        section.get(first, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Steps over a text that ends with a zero byte. */
    public void skipText() throws UnusableSymbolFile {
        while (u8() != 0) {
            // Only its end is needed.
        }
    }

    private int checked(long offset) throws UnusableSymbolFile {
        if (offset < 0 || offset > limit) {
            throw damaged();
        }
        return (int) offset;
    }

    private static UnusableSymbolFile damaged() {
        return new UnusableSymbolFile("an offset or a length of the debug information exceeds its section");
    }
}
