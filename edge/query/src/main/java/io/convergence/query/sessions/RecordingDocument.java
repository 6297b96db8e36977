package io.convergence.query.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingObjects;
import io.convergence.recordings.s3.ObjectStoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON array of the segments of a recording, each with its records. An object is read when those before it have been, so that
 * one object at a time is in memory, compressed. Reading throws {@link ApiProblem} when an object cannot be read at present.
 * Not thread-safe.
 */
final class RecordingDocument extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingDocument.class);

    private final RecordingObjects objects;
    private final List<Segment> segments;
    private InputStream part = InputStream.nullInputStream();
    private int next;

    /**
     * The array of segments. The records of a segment whose object was deleted are null.
     *
     * @param segments the segments in their order, at least one
     */
    RecordingDocument(RecordingObjects objects, List<Segment> segments) {
        this.objects = objects;
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
        byte[] object = name == null ? null : object(name);
        InputStream records = object == null ? text("null") : new GZIPInputStream(new ByteArrayInputStream(object));
        return new SequenceInputStream(new SequenceInputStream(text(start), records), text("}"));
    }

    private byte @Nullable [] object(ObjectName name) {
        try {
            return objects.get(name);
        } catch (IOException e) {
            // Other messages have the name of the object.
            LOG.warn(
                    "a recording cannot be read: {}",
                    e instanceof ObjectStoreException
                            ? e.getMessage()
                            : e.getClass().getName());
            throw ApiProblem.unavailable("recordings-away", "the recording cannot be read now; try again");
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
