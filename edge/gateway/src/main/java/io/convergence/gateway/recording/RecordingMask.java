package io.convergence.gateway.recording;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.dsn.MaskMode;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Masking of a segment of a recording, whatever its client has masked. The records are read, masked and written one at a
 * time. Thread-safe.
 *
 * @param mode how much is masked
 * @param limit most bytes of the plain segment
 * @param admitsUnverified whether records of unknown types are masked and kept; otherwise they refuse the segment
 */
public record RecordingMask(MaskMode mode, long limit, boolean admitsUnverified) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_TYPE = 9;
    private static final long MAX_TIME = 1L << 53;

    /**
     * Writes the masked records of a segment as a JSON array.
     *
     * @param segment array of records, or an object with such an array; in zlib, in gzip, or plain
     * @param array name of that array
     * @param target receives the array; it is incomplete when the segment is refused
     * @throws IOException when the target cannot be written
     */
    public SegmentFacts mask(byte[] segment, String array, OutputStream target)
            throws IOException, RefusedSegmentException {
        try (JsonGenerator writer = MAPPER.getFactory().createGenerator(target, JsonEncoding.UTF8)) {
            writer.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            writer.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            return mask(segment, array, writer);
        }
    }

    private SegmentFacts mask(byte[] segment, String array, JsonGenerator writer)
            throws IOException, RefusedSegmentException {
        MaskCounts counts = new MaskCounts();
        RecordMask mask = new RecordMask(mode, counts);
        long startedAt = Long.MAX_VALUE;
        long endedAt = 0;
        boolean fullSnapshot = false;
        int records = 0;
        long rawBytes;
        writer.writeStartArray();
        try (SegmentReader reader = open(segment, array)) {
            for (ObjectNode record = next(reader); record != null; record = next(reader)) {
                int type = requireType(record);
                long at = requireTime(record);
                startedAt = Math.min(startedAt, at);
                endedAt = Math.max(endedAt, at);
                fullSnapshot |= type == RecordMask.FULL_SNAPSHOT;
                records++;
                mask.mask(record);
                MAPPER.writeTree(writer, record);
            }
            rawBytes = reader.length();
        }
        if (records == 0) {
            throw RefusedSegmentException.malformed("the segment must have records");
        }
        writer.writeEndArray();
        writer.flush();
        return counts.facts(records, rawBytes, startedAt, endedAt, fullSnapshot);
    }

    private SegmentReader open(byte[] segment, String array) throws IOException, RefusedSegmentException {
        try {
            InputStream plain = SegmentCoding.open(segment);
            return new SegmentReader(plain, array, limit);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private static @Nullable ObjectNode next(SegmentReader reader) throws IOException, RefusedSegmentException {
        try {
            return reader.next();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** The refusal of a segment that cannot be read. What is not a fault of the segment is thrown as it is. */
    private static RefusedSegmentException refusal(IOException failure) throws IOException {
        if (failure instanceof BoundedInput.LimitException) {
            return RefusedSegmentException.tooLarge(
                    "the segment, and each record of it, must be within the limits of recordings");
        }
        if (failure instanceof JsonProcessingException
                || failure instanceof ZipException
                || failure instanceof EOFException
                || failure instanceof CharConversionException) {
            return RefusedSegmentException.malformed("the segment must be JSON, plain or in zlib or gzip");
        }
        throw failure;
    }

    private int requireType(ObjectNode record) throws RefusedSegmentException {
        JsonNode type = record.path("type");
        boolean isKnown = type.isIntegralNumber() && type.longValue() >= 0 && type.longValue() <= MAX_TYPE;
        if (!isKnown && !admitsUnverified) {
            throw RefusedSegmentException.malformed("each record must have a type of 0 to " + MAX_TYPE);
        }
        return isKnown ? type.intValue() : -1;
    }

    private static long requireTime(ObjectNode record) throws RefusedSegmentException {
        JsonNode time = record.path("timestamp");
        double millis = time.isNumber() ? time.doubleValue() : -1;
        if (!(millis >= 0 && millis < MAX_TIME)) {
            throw RefusedSegmentException.malformed("each record must have a timestamp");
        }
        return (long) millis;
    }
}
