package io.convergence.bench.symbols;

import io.convergence.bench.Figures;
import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.MappedCopies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Figures of ELF libraries with DWARF. Times are processor time of the thread. */
final class LibraryFigures {
    private static final int LOOKUPS = 100_000;

    private LibraryFigures() {}

    /** Reads one function, so that the time to find classes in many archives of code counts as no time of reading. */
    static void load(Path small) throws Exception {
        MeasuredLimits.kept = open(map(small)).at(SampleLibrary.FIRST_ADDRESS);
    }

    /**
     * Prints the figures.
     *
     * @param unit library of one unit
     * @param library library of many units
     */
    static void print(Path unit, Path library) throws Exception {
        printUnit(unit);
        printLibrary(library);
    }

    private static void printUnit(Path path) throws Exception {
        System.out.println(Figures.line("unit, MB", Long.toString(Files.size(path) / 1_000_000)));
        ByteBuffer bytes = map(path);
        int functions = SymbolsBench.UNIT_FUNCTIONS;
        // The process has read one function of a small library, so that classes are loaded and nothing is compiled.
        double first = MeasuredLimits.time(() -> open(bytes).at(SampleLibrary.FIRST_ADDRESS));
        MeasuredLimits.limit("unit, first address, cold, ms", first * 1_000, 250);
        MeasuredLimits.limit(
                "unit, first address, warm, ms",
                MeasuredLimits.best(() -> open(bytes).at(SampleLibrary.FIRST_ADDRESS)) * 1_000,
                250);
        ElfFile file = open(bytes);
        double time = MeasuredLimits.best(() -> addresses(file, functions, LOOKUPS));
        MeasuredLimits.least("unit, addresses a second", LOOKUPS / time, 50_000);
    }

    private static void printLibrary(Path path) throws Exception {
        long size = Files.size(path);
        System.out.println(Figures.line("library, MB", Long.toString(size / 1_000_000)));
        ByteBuffer bytes = map(path);
        int functions = SymbolsBench.LIBRARY_UNITS * SymbolsBench.LIBRARY_FUNCTIONS;
        long before = MeasuredLimits.used();
        double index = MeasuredLimits.time(() -> open(bytes));
        MeasuredLimits.limit("library, index, s", index, 1);
        ElfFile file = open(bytes);
        file.at(SampleLibrary.FIRST_ADDRESS);
        MeasuredLimits.limit("library, index, MB of heap", (MeasuredLimits.used() - before) / 1e6, 16);
        double all = MeasuredLimits.time(() -> {
            for (int unit = 0; unit < SymbolsBench.LIBRARY_UNITS; unit++) {
                MeasuredLimits.kept = file.at(address(unit * SymbolsBench.LIBRARY_FUNCTIONS));
            }
            return MeasuredLimits.kept;
        });
        MeasuredLimits.least("library, all units read, MB/s", size / 1e6 / all, 80);
        addresses(file, functions, 2_000);
        MeasuredLimits.limit("library, read, MB of heap", (MeasuredLimits.used() - before) / 1e6, 64);
    }

    private static Object addresses(ElfFile file, int functions, int count) throws Exception {
        Random random = new Random(1);
        Object last = file;
        for (int i = 0; i < count; i++) {
            last = file.at(address(random.nextInt(functions)) + random.nextInt(SampleLibrary.FUNCTION_BYTES));
        }
        return last;
    }

    private static long address(int function) {
        return SampleLibrary.FIRST_ADDRESS + (long) function * SampleLibrary.FUNCTION_BYTES;
    }

    private static ElfFile open(ByteBuffer bytes) throws Exception {
        return ElfFile.of(bytes, MappedCopies.temporary());
    }

    private static ByteBuffer map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        }
    }
}
