package io.convergence.symbols.elf;

import io.convergence.symbols.dwarf.AddressFrame;
import io.convergence.symbols.dwarf.DebugBytes;
import io.convergence.symbols.dwarf.DebugInfo;
import io.convergence.symbols.dwarf.DebugSections;
import io.convergence.symbols.dwarf.FunctionSymbols;
import io.convergence.symbols.file.MappedCopies;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ELF file of 32 or 64 bits in either byte order. Used by one thread. */
public final class ElfFile {
    private static final int ARM = 40;
    private static final int MAX_SECTIONS = 10_000;
    private static final int SYMBOLS = 2;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int NOTE = 7;
    private static final int NO_BITS = 8;
    private static final long COMPRESSED = 0x800;
    private static final int BUILD_ID = 3;

    private final ByteBuffer file;
    private final boolean wide;
    private final FunctionSymbols symbols = new FunctionSymbols();
    private final List<Section> sections = new ArrayList<>();
    private final DebugInfo debug;

    private @Nullable String buildId;

    /** A section's header and name. */
    private record Section(String name, long type, long flags, long offset, long size, int link) {}

    private ElfFile(ByteBuffer file, boolean wide, MappedCopies copies) throws UnusableSymbolFile, IOException {
        this.file = file;
        this.wide = wide;
        boolean arm = readSections();
        ElfSections compressed = new ElfSections(copies);
        Map<String, ByteBuffer> debugSections = new HashMap<>();
        for (Section section : sections) {
            if (section.type() == NO_BITS) {
                continue;
            }
            if (section.type() == NOTE) {
                readNotes(section);
            } else if (section.type() == SYMBOLS || section.type() == DYNAMIC_SYMBOLS) {
                readSymbols(section, arm);
            } else if (section.name().startsWith(".debug_")) {
                ByteBuffer content = content(section);
                boolean packed = (section.flags() & COMPRESSED) != 0;
                debugSections.put(section.name().substring(7), packed ? compressed.inflate(content, wide) : content);
            } else if (section.name().startsWith(".zdebug_")) {
                debugSections.put(section.name().substring(8), compressed.inflateOld(content(section)));
            }
        }
        debug = DebugInfo.of(new DebugSections(debugSections));
    }

    /**
     * Reads the headers of a file. The buffer must not be changed later.
     *
     * @param copies where large compressed sections are inflated to
     * @throws IOException if a section cannot be inflated to disk
     */
    public static ElfFile of(ByteBuffer file, MappedCopies copies) throws UnusableSymbolFile, IOException {
        if (file.limit() < 52 || file.order(ByteOrder.BIG_ENDIAN).getInt(0) != 0x7f454c46) {
            throw new UnusableSymbolFile("the file is no ELF file");
        }
        ByteBuffer ordered = file.duplicate().order(file.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new ElfFile(ordered, file.get(4) == 2, copies);
    }

    /** The build id in lower-case hexadecimal digits, or null. */
    public @Nullable String buildId() {
        return buildId;
    }

    /** The frames of an address of the file, innermost first; empty where the file does not know it. */
    public List<AddressFrame> at(long address) throws UnusableSymbolFile {
        String symbol = symbols.at(address);
        List<AddressFrame> frames = debug.at(address, symbol);
        return frames.isEmpty() && symbol != null ? List.of(new AddressFrame(symbol, null, 0, 0, false)) : frames;
    }

    private boolean readSections() throws UnusableSymbolFile {
        DebugBytes header = new DebugBytes(file, 18);
        boolean arm = header.u16() == ARM;
        header.moveTo(wide ? 40 : 32);
        long table = header.offset(wide);
        header.moveTo(wide ? 58 : 46);
        int entrySize = header.u16();
        int count = header.u16();
        int names = header.u16();
        if (count > MAX_SECTIONS) {
            throw new UnusableSymbolFile("the file has too many sections");
        }
        List<Long> nameOffsets = new ArrayList<>();
        List<Section> read = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            DebugBytes entry = new DebugBytes(file, table + (long) index * entrySize);
            nameOffsets.add(entry.u32());
            long type = entry.u32();
            long flags = entry.offset(wide);
            entry.offset(wide);
            long offset = entry.offset(wide);
            long size = entry.offset(wide);
            read.add(new Section("", type, flags, offset, size, (int) entry.u32()));
        }
        if (names >= read.size()) {
            return arm;
        }
        ByteBuffer texts = content(read.get(names));
        for (int index = 0; index < read.size(); index++) {
            Section section = read.get(index);
            String name = new DebugBytes(texts, nameOffsets.get(index)).text();
            sections.add(new Section(
                    name, section.type(), section.flags(), section.offset(), section.size(), section.link()));
        }
        return arm;
    }

    private ByteBuffer content(Section section) throws UnusableSymbolFile {
        if (section.offset() < 0 || section.size() < 0 || section.offset() > file.limit() - section.size()) {
            throw new UnusableSymbolFile("a section exceeds the file");
        }
        return file.slice((int) section.offset(), (int) section.size()).order(file.order());
    }

    private void readNotes(Section section) throws UnusableSymbolFile {
        DebugBytes notes = new DebugBytes(content(section), 0);
        while (notes.hasRemaining() && buildId == null) {
            long nameSize = notes.u32();
            long size = notes.u32();
            long type = notes.u32();
            int start = notes.position();
            boolean gnu = nameSize == 4 && notes.text().equals("GNU");
            notes.moveTo(start + (nameSize + 3) / 4 * 4);
            if (gnu && type == BUILD_ID && size <= 64) {
                byte[] id = new byte[(int) size];
                for (int index = 0; index < id.length; index++) {
                    id[index] = (byte) notes.u8();
                }
                buildId = HexFormat.of().formatHex(id);
            } else {
                notes.skip((size + 3) / 4 * 4);
            }
        }
    }

    private void readSymbols(Section section, boolean arm) throws UnusableSymbolFile {
        if (section.link() < 0 || section.link() >= sections.size()) {
            return;
        }
        int names = symbols.addNames(content(sections.get(section.link())));
        DebugBytes table = new DebugBytes(content(section), 0);
        long count = section.size() / (wide ? 24 : 16);
        for (long index = 0; index < count; index++) {
            long name = table.u32();
            int info = wide ? table.u8() : 0;
            int place = 0;
            if (wide) {
                table.u8();
                place = table.u16();
            }
            long value = table.offset(wide);
            long size = table.offset(wide);
            if (!wide) {
                info = table.u8();
                table.u8();
                place = table.u16();
            }
            if ((info & 0xf) == 2 && place != 0) {
                symbols.add(arm ? value & ~1L : value, size, names, name);
            }
        }
    }
}
