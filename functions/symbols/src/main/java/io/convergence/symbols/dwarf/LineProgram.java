package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;

/** The state machine of a line program (DWARF 5, section 6.2). Its registers are those of the row that it came to. */
final class LineProgram {
    private final DebugBytes bytes;
    private final int minimum;
    private final int operations;
    private final int lineBase;
    private final int lineRange;
    private final int opcodeBase;
    private final int[] lengths;

    long address;
    long operation;
    long file;
    int line;
    int column;

    /** What a step of the program came to. */
    enum Step {
        /** A row. */
        ROW,
        /** The end of a sequence; the address is the first one behind it. */
        END_OF_SEQUENCE,
        /** The end of the program. */
        END
    }

    /** Reads the header up to the tables of files, which follow. */
    LineProgram(DebugBytes bytes, int version) throws UnusableSymbolFile {
        this.bytes = bytes;
        minimum = bytes.u8();
        operations = version >= 4 ? Math.max(1, bytes.u8()) : 1;
        bytes.u8();
        lineBase = (byte) bytes.u8();
        lineRange = bytes.u8();
        opcodeBase = bytes.u8();
        if (lineRange == 0) {
            throw new UnusableSymbolFile("a line program has a line range of 0");
        }
        lengths = new int[Math.max(opcodeBase, 1)];
        for (int opcode = 1; opcode < opcodeBase; opcode++) {
            lengths[opcode] = bytes.u8();
        }
        reset();
    }

    /** Sets the registers to those of the start of a sequence. */
    void reset() {
        address = 0;
        operation = 0;
        file = 1;
        line = 1;
        column = 0;
    }

    /** The offset of the next operation in the section. */
    int position() {
        return bytes.position();
    }

    /** Moves to an operation. */
    void moveTo(long offset) throws UnusableSymbolFile {
        bytes.moveTo(offset);
    }

    /** Runs up to the next row, or the end of a sequence or of the program. */
    Step next() throws UnusableSymbolFile {
        while (bytes.hasRemaining()) {
            int opcode = bytes.u8();
            if (opcode >= opcodeBase) {
                int adjusted = opcode - opcodeBase;
                line += lineBase + adjusted % lineRange;
                advance(adjusted / lineRange);
                return Step.ROW;
            }
            switch (opcode) {
                case 0 -> {
                    if (runExtended()) {
                        return Step.END_OF_SEQUENCE;
                    }
                }
                case 1 -> {
                    return Step.ROW;
                }
                case 2 -> advance(bytes.uleb());
                case 3 -> line += (int) bytes.sleb();
                case 4 -> file = bytes.uleb();
                case 5 -> column = (int) bytes.uleb();
                case 6, 7, 10, 11 -> {}
                case 8 -> advance((255L - opcodeBase) / lineRange);
                case 9 -> {
                    address += bytes.u16();
                    operation = 0;
                }
                case 12 -> bytes.uleb();
                default -> {
                    for (int argument = 0; argument < lengths[opcode]; argument++) {
                        bytes.uleb();
                    }
                }
            }
        }
        return Step.END;
    }

    /** Runs an extended operation; returns whether it ends the sequence. */
    private boolean runExtended() throws UnusableSymbolFile {
        long length = bytes.uleb();
        int start = bytes.position();
        int opcode = length == 0 ? 0 : bytes.u8();
        if (opcode == 2) {
            address = bytes.unsigned((int) length - 1);
            operation = 0;
        }
        bytes.moveTo(start + length);
        return opcode == 1;
    }

    private void advance(long count) {
        address += minimum * ((operation + count) / operations);
        operation = (operation + count) % operations;
    }
}
