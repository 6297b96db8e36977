package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.LineProgram.Step;
import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.LongList;
import io.convergence.symbols.file.UnusableSymbolFile;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a line program by address. Only each 64th row of a sequence is kept, as the state of the program at it; a
 * search runs the program from there.
 */
final class LineRows {
    private static final int DISTANCE = 64;
    private static final int STATE_BYTES = 40;

    private final LineProgram program;
    private final LineFiles files;
    private final LongList addresses = new LongList();
    private final LongList operations = new LongList();
    private final LongList fileNumbers = new LongList();
    private final IntList lines = new IntList();
    private final IntList columns = new IntList();
    private final IntList positions = new IntList();
    /** For each sequence the index of its first kept row; at the end the number of kept rows. */
    private final IntList firsts = new IntList();

    private final AddressIndex sequences;

    private LineRows(LineProgram program, LineFiles files) throws UnusableSymbolFile {
        this.program = program;
        this.files = files;
        AddressIndex.Builder all = new AddressIndex.Builder();
        readAll(all);
        sequences = all.build();
    }

    /**
     * A row.
     *
     * @param file number of the file
     * @param line from 1, or 0
     * @param column from 1, or 0
     */
    record Row(long address, long file, int line, int column) {}

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
        long start = bytes.offset(wide);
        start = bytes.position() + start;
        LineProgram program = new LineProgram(bytes, version);
        LineFiles files = LineFiles.read(bytes, unit, version, wide);
        program.moveTo(start);
        return new LineRows(program, files);
    }

    private void readAll(AddressIndex.Builder all) throws UnusableSymbolFile {
        firsts.add(0);
        long first = 0;
        int rows = 0;
        for (Step step = program.next(); step != Step.END; step = program.next()) {
            if (step == Step.ROW) {
                first = rows == 0 ? program.address : first;
                if (rows % DISTANCE == 0) {
                    keep();
                }
                rows++;
                continue;
            }
            // The linker leaves sequences of removed functions at address 0.
            if (rows > 0 && first != 0) {
                all.add(first, program.address, firsts.size() - 1);
            }
            firsts.add(positions.size());
            rows = 0;
            program.reset();
        }
    }

    private void keep() {
        addresses.add(program.address);
        operations.add(program.operation);
        fileNumbers.add(program.file);
        lines.add(program.line);
        columns.add(program.column);
        positions.add(program.position());
    }

    /** Bytes of heap. */
    long weight() {
        return (long) STATE_BYTES * positions.size() + 28L * sequences.size() + files.weight();
    }

    /** The last row at or before an address in its sequence, or null. */
    @Nullable
    Row at(long address) throws UnusableSymbolFile {
        int sequence = sequences.first(address);
        if (sequence < 0) {
            return null;
        }
        int low = firsts.get(sequence);
        int high = firsts.get(sequence + 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses.get(middle), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == firsts.get(sequence) ? null : last(low - 1, address);
    }

    /** The last row at or before an address, from a kept row that is. */
    private Row last(int kept, long address) throws UnusableSymbolFile {
        program.moveTo(positions.get(kept));
        program.address = addresses.get(kept);
        program.operation = operations.get(kept);
        program.file = fileNumbers.get(kept);
        program.line = lines.get(kept);
        program.column = columns.get(kept);
        Row last = row();
        for (int count = 1; count < DISTANCE && program.next() == Step.ROW; count++) {
            if (Long.compareUnsigned(program.address, address) > 0) {
                break;
            }
            last = row();
        }
        return last;
    }

    private Row row() {
        return new Row(program.address, program.file, program.line, program.column);
    }

    /** The path of a file, or null. */
    @Nullable
    String file(long number) {
        return files.path(number);
    }
}
