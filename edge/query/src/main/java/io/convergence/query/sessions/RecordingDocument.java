package io.convergence.query.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * JSON array of the segments of a recording, each with its records. An object is read when those before it have been, so that
 * one object at a time is in memory, compressed. Not thread-safe.
 */
final class RecordingDocument extends InputStream {
    private final RecordingFiles files;
    private final List<Segment> segments;
    private InputStream part = InputStream.nullInputStream();
    private int next;

    /**
     * The array of segments. The records of a segment whose object was deleted are null.
     *
     * @param segments the segments in their order, at least one
     */
    RecordingDocument(RecordingFiles files, List<Segment> segments) {
        this.files = files;
        this.segments = List.copyOf(segments);
    }

    /**
     * A segment.
     *
     * @param facts its fields but for the records
     * @param object name of the object with its records; null when the index names none
     */
    record Segment(ObjectNode facts, @Nullable ObjectName object) {}

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = part.read(buffer, offset, length);
        while (read < 0 && next <= segments.size()) {
            part = next == segments.size() ? text("]") : segment(next);
            next++;
            read = part.read(buffer, offset, length);
        }
        return read;
    }

    private InputStream segment(int index) throws IOException {
        Segment segment = segments.get(index);
        String facts = segment.facts().toString();
        String start = (index == 0 ? "[" : ",") + facts.substring(0, facts.length() - 1) + ",\"records\":";
        ObjectName name = segment.object();
        byte[] object = name == null ? null : files.get(name);
        InputStream records = object == null ? text("null") : new GZIPInputStream(new ByteArrayInputStream(object));
        return new SequenceInputStream(new SequenceInputStream(text(start), records), text("}"));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
