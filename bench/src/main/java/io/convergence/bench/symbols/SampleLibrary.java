package io.convergence.bench.symbols;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writer of an ELF library of 64 bits with DWARF 4, as a compiler without optimisation of the tables writes it: each unit has
 * structures, functions with variables, inlined calls and a line program.
 */
final class SampleLibrary {
    /** Bytes of code of a function. */
    static final int FUNCTION_BYTES = 256;
    /** Address of the first function. */
    static final long FIRST_ADDRESS = 0x10000;

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

    private final List<long[]> sections = new ArrayList<>();
    private final RandomAccessFile file;

    private SampleLibrary(RandomAccessFile file) {
        this.file = file;
    }

    /** Writes a library; its functions follow each other. */
    static void write(Path path, int units, int functionsPerUnit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
            new SampleLibrary(file).writeAll(units, functionsPerUnit);
        }
    }

    private interface Part {
        void write(OutputStream output) throws IOException;
    }

    private void writeAll(int units, int functions) throws IOException {
        file.write(new byte[64]);
        sections.add(new long[4]);
        add(1, output -> output.write(abbreviations()));
        int lineBytes = lines(0, functions).length;
        add(1, output -> {
            for (int unit = 0; unit < units; unit++) {
                output.write(unit(unit, functions, unit * lineBytes));
            }
        });
        add(1, output -> output.write(texts(units * functions)));
        add(1, output -> {
            for (int unit = 0; unit < units; unit++) {
                output.write(lines(address(unit * functions), functions));
            }
        });
        add(2, output -> output.write(symbols(units * functions)));
        add(3, output -> output.write(texts(units * functions)));
        String names = "\0.debug_abbrev\0.debug_info\0.debug_str\0.debug_line\0.symtab\0.strtab\0.shstrtab\0";
        add(3, output -> output.write(names.getBytes(StandardCharsets.US_ASCII)));
        long table = file.getFilePointer();
        int name = 0;
        for (int index = 0; index < sections.size(); index++) {
            long[] section = sections.get(index);
            ByteBuffer header =
                    buffer(64).putInt(name).putInt((int) section[0]).putLong(0).putLong(0);
            header.putLong(section[1])
                    .putLong(section[2])
                    .putInt(section[0] == 2 ? index + 1 : 0)
                    .position(64);
            file.write(bytes(header));
            name = names.indexOf('\0', name) + 1;
        }
        ByteBuffer header = buffer(64);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        header.putShort((short) 3)
                .putShort((short) 183)
                .putInt(1)
                .putLong(0)
                .putLong(0)
                .putLong(table);
        header.putInt(0)
                .putShort((short) 64)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 64);
        header.putShort((short) sections.size()).putShort((short) (sections.size() - 1));
        file.seek(0);
        file.write(bytes(header));
    }

    private void add(int type, Part part) throws IOException {
        long start = file.getFilePointer();
        OutputStream output = new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), 1 << 20);
        part.write(output);
        output.flush();
        sections.add(new long[] {type, start, file.getFilePointer() - start});
    }

    private static long address(int function) {
        return FIRST_ADDRESS + (long) function * FUNCTION_BYTES;
    }

    /** The text of a number has 16 bytes, the last of which is zero, at 16 times the number. */
    private static byte[] texts(int count) {
        ByteBuffer texts = buffer(16 * (count + 1));
        for (int number = 0; number <= count; number++) {
            texts.put("function%07d\0".formatted(number).getBytes(StandardCharsets.US_ASCII));
        }
        return bytes(texts);
    }

    private static byte[] symbols(int count) {
        ByteBuffer symbols = buffer(24 * count);
        for (int function = 0; function < count; function++) {
            symbols.putInt(16 * function).put((byte) 0x12).put((byte) 0).putShort((short) 1);
            symbols.putLong(address(function)).putLong(FUNCTION_BYTES);
        }
        return bytes(symbols);
    }

    /** Shapes: number, tag, whether children follow, pairs of attribute and form. */
    private static byte[] abbreviations() {
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

    private static byte[] unit(int number, int functions, int lineOffset) {
        ByteBuffer unit = buffer(64 + functions * 4096);
        unit.putInt(0).putShort((short) 4).putInt(0).put((byte) 8);
        unit.put((byte) UNIT).putInt(16 * number).put(new byte[] {'/', 'b', 0});
        unit.putLong(address(number * functions))
                .putInt(functions * FUNCTION_BYTES)
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
            unit.put((byte) FUNCTION).putInt(16 * function).putLong(address(function));
            unit.putInt(FUNCTION_BYTES).putShort((short) 7).putInt(type);
            for (int variable = 0; variable < VARIABLES; variable++) {
                unit.put((byte) VARIABLE).putInt(16 * function).putInt(type).put(new byte[] {2, 0x11, 0x10});
            }
            for (int call = 0; call < CALLS; call++) {
                unit.put((byte) CALL).putInt(inlined).putLong(address(function) + 16L * call);
                unit.putInt(8).put((byte) 1).putShort((short) (call + 10));
            }
            unit.put((byte) 0);
        }
        unit.put((byte) 0);
        unit.putInt(0, unit.position() - 4);
        return bytes(unit);
    }

    private static byte[] lines(long address, int functions) {
        ByteBuffer lines = buffer(128 + functions * ROWS);
        lines.putInt(0).putShort((short) 4).putInt(0);
        int header = lines.position();
        // Instructions of one byte, one operation, statements, a line base of -5, a line range of 14, 13 opcodes.
        lines.put(new byte[] {1, 1, 1, -5, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1});
        lines.put("src\0\0cart.cpp\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        lines.putInt(header - 4, lines.position() - header);
        lines.put(new byte[] {0, 9, 2}).putLong(address);
        for (int row = 0; row < functions * ROWS; row++) {
            // Eight bytes further; one line on, and one line back after it.
            lines.put((byte) (13 + 14 * (FUNCTION_BYTES / ROWS) + 5 + (row % 2 == 0 ? 1 : -1)));
        }
        lines.put(new byte[] {0, 1, 1});
        lines.putInt(0, lines.position() - 4);
        return bytes(lines);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes before the position. */
    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }
}
