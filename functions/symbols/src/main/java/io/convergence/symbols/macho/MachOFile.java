package io.convergence.symbols.macho;

import io.convergence.symbols.dwarf.AddressFrame;
import io.convergence.symbols.dwarf.DebugBytes;
import io.convergence.symbols.dwarf.DebugInfo;
import io.convergence.symbols.dwarf.DebugSections;
import io.convergence.symbols.dwarf.FunctionSymbols;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Mach-O file of one architecture, of 32 or 64 bits in either byte order (Apple, {@code mach-o/loader.h}). Used by one
 * thread.
 */
public final class MachOFile {
    private static final int MAGIC = 0xfeedface;
    private static final int MAGIC_64 = 0xfeedfacf;
    private static final int MAX_COMMANDS = 10_000;
    private static final int SEGMENT = 0x1;
    private static final int SYMBOL_TABLE = 0x2;
    private static final int SEGMENT_64 = 0x19;
    private static final int UUID = 0x1b;
    private static final String DEBUG = "__debug_";
    /** Bits of a symbol's type that mark an entry for debuggers, its kind, and the kind of one in a section. */
    private static final int STAB = 0xe0;

    private static final int KIND = 0x0e;
    private static final int IN_SECTION = 0x0e;

    private final ByteBuffer file;
    private final boolean wide;
    private final FunctionSymbols symbols = new FunctionSymbols();
    private final Map<String, ByteBuffer> sections = new HashMap<>();
    private final DebugInfo debug;

    private int sectionCount;
    private int textSection;
    private long base;
    private @Nullable String uuid;

    private MachOFile(ByteBuffer file, boolean wide) throws UnusableSymbolFile {
        this.file = file;
        this.wide = wide;
        readCommands();
        debug = DebugInfo.of(new DebugSections(sections));
    }

    /** Reads the headers of a slice. */
    static MachOFile of(ByteBuffer slice) throws UnusableSymbolFile {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer ordered = slice.duplicate().order(order);
            int magic = ordered.limit() < 28 ? 0 : ordered.getInt(0);
            if (magic == MAGIC || magic == MAGIC_64) {
                return new MachOFile(ordered, magic == MAGIC_64);
            }
        }
        throw new UnusableSymbolFile("the file is no Mach-O file");
    }

    /** The UUID in 32 lower-case hexadecimal digits, or null. */
    public @Nullable String uuid() {
        return uuid;
    }

    /** The address of the segment {@code __TEXT}: the one that stands for the address where the image is loaded. */
    public long base() {
        return base;
    }

    /** The frames of an address of the file, innermost first; empty where the file does not know it. */
    public List<AddressFrame> at(long address) throws UnusableSymbolFile {
        String symbol = symbols.at(address);
        List<AddressFrame> frames = debug.at(address, symbol);
        return frames.isEmpty() && symbol != null ? List.of(new AddressFrame(symbol, null, 0, 0, false)) : frames;
    }

    private void readCommands() throws UnusableSymbolFile {
        DebugBytes header = new DebugBytes(file, 16);
        long count = header.u32();
        if (count > MAX_COMMANDS) {
            throw new UnusableSymbolFile("the file has too many load commands");
        }
        long symbolTable = -1;
        long next = wide ? 32 : 28;
        for (long index = 0; index < count; index++) {
            DebugBytes command = new DebugBytes(file, next);
            long kind = command.u32();
            long size = command.u32();
            if (size < 8) {
                throw new UnusableSymbolFile("a load command is shorter than its header");
            }
            if (kind == SEGMENT || kind == SEGMENT_64) {
                readSegment(command, kind == SEGMENT_64);
            } else if (kind == UUID) {
                byte[] id = new byte[16];
                for (int digit = 0; digit < id.length; digit++) {
                    id[digit] = (byte) command.u8();
                }
                uuid = HexFormat.of().formatHex(id);
            } else if (kind == SYMBOL_TABLE) {
                symbolTable = next + 8;
            }
            next += size;
        }
        if (symbolTable >= 0) {
            readSymbols(new DebugBytes(file, symbolTable));
        }
    }

    private void readSegment(DebugBytes segment, boolean wideSegment) throws UnusableSymbolFile {
        boolean text = name(segment).equals("__TEXT");
        long address = segment.offset(wideSegment);
        if (text) {
            base = address;
        }
        segment.skip((wideSegment ? 24 : 12) + 8);
        long count = segment.u32();
        segment.skip(4);
        for (long index = 0; index < count; index++) {
            String name = name(segment);
            String owner = name(segment);
            segment.offset(wideSegment);
            long size = segment.offset(wideSegment);
            long offset = segment.u32();
            segment.skip(wideSegment ? 28 : 24);
            sectionCount++;
            if (owner.equals("__TEXT") && name.equals("__text")) {
                textSection = sectionCount;
            } else if (owner.equals("__DWARF") && name.startsWith(DEBUG)) {
                sections.put(debugName(name), bytes(offset, size));
            }
        }
    }

    /** Reads the symbols of functions. Their names begin with a {@code _} that no source has. */
    private void readSymbols(DebugBytes command) throws UnusableSymbolFile {
        long offset = command.u32();
        long count = command.u32();
        long namesOffset = command.u32();
        ByteBuffer names = bytes(namesOffset, command.u32());
        int namesTable = symbols.addNames(names);
        DebugBytes table = new DebugBytes(bytes(offset, count * (wide ? 16 : 12)), 0);
        for (long index = 0; index < count; index++) {
            long name = table.u32();
            int type = table.u8();
            int section = table.u8();
            table.u16();
            long address = table.offset(wide);
            boolean function = (type & STAB) == 0 && (type & KIND) == IN_SECTION && section == textSection;
            if (function && name < names.limit()) {
                symbols.add(address, 0, namesTable, names.get((int) name) == '_' ? name + 1 : name);
            }
        }
    }

    private ByteBuffer bytes(long offset, long size) throws UnusableSymbolFile {
        if (size < 0 || size > file.limit() || offset > file.limit() - size) {
            throw new UnusableSymbolFile("a section or table exceeds the file");
        }
        return file.slice((int) offset, (int) size).order(file.order());
    }

    /** Names have 16 bytes, so that of the table of offsets is cut. */
    private static String debugName(String name) {
        return name.equals("__debug_str_offs") ? "str_offsets" : name.substring(DEBUG.length());
    }

    private static String name(DebugBytes bytes) throws UnusableSymbolFile {
        byte[] name = new byte[16];
        int length = 0;
        boolean ended = false;
        for (int index = 0; index < name.length; index++) {
            name[index] = (byte) bytes.u8();
            ended |= name[index] == 0;
            length += ended ? 0 : 1;
        }
        return new String(name, 0, length, StandardCharsets.ISO_8859_1);
    }
}
