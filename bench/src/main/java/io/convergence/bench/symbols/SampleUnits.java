package io.convergence.bench.symbols;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Units of DWARF 4 with their shapes and line programs. */
final class SampleUnits {
    private static final int STRUCTURES = 4;
    private static final int MEMBERS = 24;
    private static final int VARIABLES = 40;
    private static final int CALLS = 12;
    private static final int ROWS = 32;
    private static final int UNIT = 1;
    private static final int FUNCTION = 2;
    private static final int VARIABLE = 3;
    private static final int CALL = 4;
    private static final int TYPE = 5;
    private static final int STRUCTURE = 6;
    private static final int MEMBER = 7;
    private static final int ABSTRACT = 8;

    private SampleUnits() {}

    /** Shapes: number, tag, whether children follow, pairs of attribute and form. */
    static byte[] abbreviations() {
        int[][] shapes = {
            {UNIT, 0x11, 1, 0x03, 0x0e, 0x1b, 0x08, 0x11, 0x01, 0x12, 0x06, 0x10, 0x17, 0x13, 0x05},
            {FUNCTION, 0x2e, 1, 0x03, 0x0e, 0x11, 0x01, 0x12, 0x06, 0x3b, 0x05, 0x49, 0x13},
            {VARIABLE, 0x34, 0, 0x03, 0x0e, 0x49, 0x13, 0x02, 0x18},
            {CALL, 0x1d, 0, 0x31, 0x13, 0x11, 0x01, 0x12, 0x06, 0x58, 0x0b, 0x59, 0x05},
            {TYPE, 0x24, 0, 0x03, 0x0e, 0x0b, 0x0b},
            {STRUCTURE, 0x13, 1, 0x03, 0x0e},
            {MEMBER, 0x0d, 0, 0x03, 0x0e, 0x49, 0x13, 0x38, 0x0b},
            {ABSTRACT, 0x2e, 0, 0x03, 0x0e, 0x20, 0x0b}
        };
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        for (int[] shape : shapes) {
            for (int number : shape) {
                table.write(number);
            }
            table.write(0);
            table.write(0);
        }
        table.write(0);
        return table.toByteArray();
    }

    static byte[] unit(int number, int functions, int lineOffset) {
        ByteBuffer unit = SampleLibrary.buffer(64 + functions * 4096);
        unit.putInt(0).putShort((short) 4).putInt(0).put((byte) 8);
        unit.put((byte) UNIT).putInt(16 * number).put(new byte[] {'/', 'b', 0});
        unit.putLong(SampleLibrary.address(number * functions))
                .putInt(functions * SampleLibrary.FUNCTION_BYTES)
                .putInt(lineOffset);
        unit.putShort((short) 0x21);
        int type = unit.position();
        unit.put((byte) TYPE).putInt(0).put((byte) 4);
        int inlined = unit.position();
        unit.put((byte) ABSTRACT).putInt(16).put((byte) 1);
        for (int function = number * functions; function < (number + 1) * functions; function++) {
            for (int structure = 0; structure < STRUCTURES; structure++) {
                unit.put((byte) STRUCTURE).putInt(16 * function);
                for (int member = 0; member < MEMBERS; member++) {
                    unit.put((byte) MEMBER).putInt(16 * function).putInt(type).put((byte) member);
                }
                unit.put((byte) 0);
            }
            unit.put((byte) FUNCTION).putInt(16 * function).putLong(SampleLibrary.address(function));
            unit.putInt(SampleLibrary.FUNCTION_BYTES).putShort((short) 7).putInt(type);
            for (int variable = 0; variable < VARIABLES; variable++) {
                unit.put((byte) VARIABLE).putInt(16 * function).putInt(type).put(new byte[] {2, 0x11, 0x10});
            }
            for (int call = 0; call < CALLS; call++) {
                unit.put((byte) CALL).putInt(inlined).putLong(SampleLibrary.address(function) + 16L * call);
                unit.putInt(8).put((byte) 1).putShort((short) (call + 10));
            }
            unit.put((byte) 0);
        }
        unit.put((byte) 0);
        unit.putInt(0, unit.position() - 4);
        return SampleLibrary.bytes(unit);
    }

    static byte[] lines(long address, int functions) {
        ByteBuffer lines = SampleLibrary.buffer(128 + functions * ROWS);
        lines.putInt(0).putShort((short) 4).putInt(0);
        int header = lines.position();
        // Instructions of one byte, one operation, statements, a line base of -5, a line range of 14, 13 opcodes.
        lines.put(new byte[] {1, 1, 1, -5, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1});
        lines.put("src\0\0cart.cpp\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        lines.putInt(header - 4, lines.position() - header);
        lines.put(new byte[] {0, 9, 2}).putLong(address);
        for (int row = 0; row < functions * ROWS; row++) {
            // Eight bytes further; one line on, and one line back after it.
            lines.put((byte) (13 + 14 * (SampleLibrary.FUNCTION_BYTES / ROWS) + 5 + (row % 2 == 0 ? 1 : -1)));
        }
        lines.put(new byte[] {0, 1, 1});
        lines.putInt(0, lines.position() - 4);
        return SampleLibrary.bytes(lines);
    }
}
