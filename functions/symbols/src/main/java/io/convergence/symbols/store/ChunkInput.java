package io.convergence.symbols.store;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Stream of a stored file, one chunk at a time. Used by one thread within one transaction. */
final class ChunkInput extends InputStream {
    private final PreparedStatement select;
    private final Inflater inflater = new Inflater();
    private final byte[] chunk = new byte[ChunkOutput.CHUNK];
    private int number;
    private int position;
    private int size;
    private boolean ended;

    ChunkInput(Connection connection, long archive, String path) throws SQLException {
        select = connection.prepareStatement(
                "SELECT data FROM symbol_chunks WHERE archive_id = ? AND path = ? AND number = ?");
        select.setLong(1, archive);
        select.setString(2, path);
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, size - position);
        System.arraycopy(chunk, position, bytes, offset, part);
        position += part;
        return part;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        try {
            select.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private boolean fill() throws IOException {
        while (position == size && !ended) {
            byte[] deflated = next();
            position = 0;
            size = deflated == null ? 0 : inflate(deflated);
            ended = deflated == null;
        }
        return position < size;
    }

    private byte @Nullable [] next() throws IOException {
        try {
            select.setInt(3, number);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    number++;
                    return row.getBytes(1);
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        if (number == 0) {
            throw new RetiredArchive();
        }
        return null;
    }

    private int inflate(byte[] deflated) throws IOException {
        inflater.reset();
        inflater.setInput(deflated);
        int length = 0;
        try {
            while (!inflater.finished() && length < chunk.length) {
                int more = inflater.inflate(chunk, length, chunk.length - length);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IOException("a chunk of a symbol file is damaged");
                }
                length += more;
            }
        } catch (DataFormatException e) {
            throw new IOException("a chunk of a symbol file is damaged", e);
        }
        return length;
    }
}
