package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a line program (DWARF 5, section 6.2), by sequence. */
final class LineRows {
    private static final int MAX_ROWS = 8_000_000;

    private final LineFiles files;
    private final List<Sequence> sequences = new ArrayList<>();
    private List<Row> current = new ArrayList<>();
    private AddressIndex index = new AddressIndex.Builder().build();
    private int count;

    private LineRows(LineFiles files) {
        this.files = files;
    }

    /**
     * A row.
     *
     * @param file number of the file
     * @param line from 1, or 0
     * @param column from 1, or 0
     */
    record Row(long address, long file, int line, int column) {}

    /**
     * Rows in order of their addresses.
     *
     * @param end first address behind the sequence
     */
    private record Sequence(long start, long end, List<Row> rows) {}

    static LineRows read(Unit unit, long offset) throws UnusableSymbolFile {
        DebugBytes bytes = unit.sections.at("line", offset);
        long length = bytes.u32();
        boolean wide = length == 0xffffffffL;
        length = wide ? bytes.unsigned(8) : length;
        if (length < 0) {
            throw new UnusableSymbolFile("a line program exceeds its section");
        }
        bytes.endAt(bytes.position() + length);
        int version = bytes.u16();
        if (version < 2 || version > 5) {
            throw new UnusableSymbolFile("a line program has an unknown version");
        }
        if (version >= 5) {
            bytes.skip(2);
        }
        long program = bytes.offset(wide);
        program = bytes.position() + program;
        int minimum = bytes.u8();
        int operations = version >= 4 ? Math.max(1, bytes.u8()) : 1;
        bytes.u8();
        int lineBase = (byte) bytes.u8();
        int lineRange = bytes.u8();
        int opcodeBase = bytes.u8();
        int[] lengths = new int[Math.max(opcodeBase, 1)];
        for (int opcode = 1; opcode < opcodeBase; opcode++) {
            lengths[opcode] = bytes.u8();
        }
        LineRows rows = new LineRows(LineFiles.read(bytes, unit, version, wide));
        bytes.moveTo(program);
        if (lineRange == 0) {
            throw new UnusableSymbolFile("a line program has a line range of 0");
        }
        rows.run(bytes, new int[] {minimum, operations, lineBase, lineRange, opcodeBase}, lengths);
        AddressIndex.Builder addresses = new AddressIndex.Builder();
        for (int sequence = 0; sequence < rows.sequences.size(); sequence++) {
            Sequence read = rows.sequences.get(sequence);
            addresses.add(read.start(), read.end(), sequence);
        }
        rows.index = addresses.build();
        return rows;
    }

    private void run(DebugBytes bytes, int[] header, int[] lengths) throws UnusableSymbolFile {
        int minimum = header[0];
        int operations = header[1];
        int opcodeBase = header[4];
        long address = 0;
        long operation = 0;
        long file = 1;
        long line = 1;
        long column = 0;
        while (bytes.hasRemaining()) {
            int opcode = bytes.u8();
            long advance = 0;
            if (opcode >= opcodeBase) {
                int adjusted = opcode - opcodeBase;
                advance = adjusted / header[3];
                line += header[2] + adjusted % header[3];
            } else if (opcode == 2) {
                advance = bytes.uleb();
            } else if (opcode == 8) {
                advance = (255L - opcodeBase) / header[3];
            }
            address += minimum * ((operation + advance) / operations);
            operation = (operation + advance) % operations;
            if (opcode >= opcodeBase || opcode == 1) {
                add(new Row(address, file, (int) line, (int) column));
                continue;
            }
            switch (opcode) {
                case 0 -> {
                    long length = bytes.uleb();
                    int end = bytes.position();
                    int extended = length == 0 ? 0 : bytes.u8();
                    if (extended == 1) {
                        close(address);
                        address = 0;
                        operation = 0;
                        file = 1;
                        line = 1;
                        column = 0;
                    } else if (extended == 2) {
                        address = bytes.unsigned((int) length - 1);
                        operation = 0;
                    }
                    bytes.moveTo(end + length);
                }
                case 3 -> line += bytes.sleb();
                case 4 -> file = bytes.uleb();
                case 5 -> column = bytes.uleb();
                case 9 -> {
                    address += bytes.u16();
                    operation = 0;
                }
                case 2, 6, 7, 8, 10, 11 -> {}
                case 12 -> bytes.uleb();
                default -> {
                    for (int argument = 0; argument < lengths[opcode]; argument++) {
                        bytes.uleb();
                    }
                }
            }
        }
    }

    private void add(Row row) throws UnusableSymbolFile {
        if (++count > MAX_ROWS) {
            throw new UnusableSymbolFile("a line program has too many rows");
        }
        current.add(row);
    }

    private void close(long end) {
        // The linker leaves sequences of removed functions at address 0.
        if (!current.isEmpty() && current.get(0).address() != 0) {
            sequences.add(new Sequence(current.get(0).address(), end, current));
        }
        current = new ArrayList<>();
    }

    /** The last row at or before an address in its sequence, or null. */
    @Nullable
    Row at(long address) {
        int sequence = index.first(address);
        if (sequence < 0) {
            return null;
        }
        List<Row> rows = sequences.get(sequence).rows();
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(rows.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : rows.get(low - 1);
    }

    /** The path of a file, or null. */
    @Nullable
    String file(long number) {
        return files.path(number);
    }
}
