package io.convergence.symbols.store;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Stream that stores a file in chunks. Used by one thread, for one file after the other. */
final class ChunkOutput extends OutputStream {
    /** Bytes of a chunk before it is deflated. */
    static final int CHUNK = 1 << 20;

    private final PreparedStatement insert;
    private final long archive;
    private final String tenant;
    private final byte[] chunk = new byte[CHUNK];
    private final Deflater deflater = new Deflater();
    private String path = "";
    private int number;
    private int size;
    private long stored;
    private long unpacked;

    ChunkOutput(Connection connection, long archive, String tenant) throws SQLException {
        this.archive = archive;
        this.tenant = tenant;
        insert = connection.prepareStatement(
                "INSERT INTO symbol_chunks (archive_id, tenant, path, number, data) VALUES (?, ?, ?, ?, ?)");
    }

    /** Begins a file. */
    void begin(String file) {
        path = file;
        number = 0;
        size = 0;
    }

    /** Bytes of all chunks that were stored. */
    long stored() {
        return stored;
    }

    /** Bytes that were written. */
    long unpacked() {
        return unpacked;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, CHUNK - size);
            System.arraycopy(bytes, offset + done, chunk, size, part);
            size += part;
            done += part;
            if (size == CHUNK) {
                store();
            }
        }
        unpacked += length;
    }

    /** Ends a file. A file without bytes has one chunk. */
    void end() throws IOException {
        if (size > 0 || number == 0) {
            store();
        }
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        try {
            insert.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void store() throws IOException {
        deflater.reset();
        deflater.setInput(chunk, 0, size);
        deflater.finish();
        // Deflate adds five bytes to each block of 16 KiB at most.
        byte[] deflated = new byte[size + size / 1000 + 64];
        int length = 0;
        while (!deflater.finished()) {
            length += deflater.deflate(deflated, length, deflated.length - length);
        }
        try {
            insert.setLong(1, archive);
            insert.setString(2, tenant);
            insert.setString(3, path);
            insert.setInt(4, number);
            insert.setBytes(5, Arrays.copyOf(deflated, length));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        stored += length;
        number++;
        size = 0;
    }
}
