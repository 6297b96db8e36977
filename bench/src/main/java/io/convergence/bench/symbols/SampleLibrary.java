package io.convergence.bench.symbols;

import java.io.BufferedOutputStream;
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
        add(1, output -> output.write(SampleUnits.abbreviations()));
        int lineBytes = SampleUnits.lines(0, functions).length;
        add(1, output -> {
            for (int unit = 0; unit < units; unit++) {
                output.write(SampleUnits.unit(unit, functions, unit * lineBytes));
            }
        });
        add(1, output -> output.write(texts(units * functions)));
        add(1, output -> {
            for (int unit = 0; unit < units; unit++) {
                output.write(SampleUnits.lines(address(unit * functions), functions));
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

    /** The address of a function. */
    static long address(int function) {
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

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes before the position. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }
}
