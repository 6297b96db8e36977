package io.convergence.symbols.macho;

import io.convergence.symbols.dwarf.DebugBytes;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The slices of a Mach-O file: several in a fat file, one per architecture, else one (Apple, {@code mach-o/fat.h}). */
public final class FatFile {
    private static final int FAT = 0xcafebabe;
    private static final int FAT_64 = 0xcafebabf;
    private static final int MAX_SLICES = 64;

    private FatFile() {}

    /** Reads the headers of all slices. The buffer must not be changed later. */
    public static List<MachOFile> slices(ByteBuffer file) throws UnusableSymbolFile {
        ByteBuffer bytes = file.duplicate().order(ByteOrder.BIG_ENDIAN);
        int magic = bytes.limit() < 8 ? 0 : bytes.getInt(0);
        if (magic != FAT && magic != FAT_64) {
            return List.of(MachOFile.of(bytes));
        }
        boolean wide = magic == FAT_64;
        DebugBytes header = new DebugBytes(bytes, 4);
        long count = header.u32();
        if (count == 0 || count > MAX_SLICES) {
            throw new UnusableSymbolFile("the file has no slice or too many");
        }
        List<MachOFile> slices = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            header.skip(8);
            long offset = header.offset(wide);
            long size = header.offset(wide);
            header.skip(wide ? 8 : 4);
            if (offset < 0 || size < 0 || size > bytes.limit() || offset > bytes.limit() - size) {
                throw new UnusableSymbolFile("a slice exceeds the file");
            }
            slices.add(MachOFile.of(bytes.slice((int) offset, (int) size)));
        }
        return slices;
    }
}
