package io.convergence.gateway.datakit;

import io.convergence.gateway.datakit.DataPoint.PointField;
import io.convergence.gateway.datakit.DataPoint.Tag;
import io.convergence.gateway.event.EventJson;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of protobuf points. One instance for each message. */
final class ProtobufPoints {
    /*
     * Wire format: https://protobuf.dev/programming-guides/encoding. Schema:
     * https://github.com/GuanceCloud/cliutils/blob/main/point/point.proto: PBPoints has points in field 1; a point has its
     * name in 1, fields in 2 and nanoseconds in 3; a field has its key in 1, one value of int64 in 2, uint64 in 3, double in
     * 4, bool in 5, bytes in 6, any in 7 or string in 11, and whether it is a tag in 8. Unknown fields are skipped.
     */
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private int number;
    private int wire;

    private ProtobufPoints(ByteBuffer message) {
        bytes = message.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The points of a message, or null when it is none. */
    static @Nullable List<DataPoint> read(byte[] body) {
        ProtobufPoints message = new ProtobufPoints(ByteBuffer.wrap(body));
        List<DataPoint> points = new ArrayList<>();
        try {
            while (message.next()) {
                if (message.number == 1) {
                    points.add(new ProtobufPoints(message.part()).point());
                } else {
                    message.skip();
                }
            }
        } catch (PointProblemException e) {
            return null;
        }
        return points;
    }

    private DataPoint point() throws PointProblemException {
        String name = "";
        List<Tag> tags = new ArrayList<>();
        List<PointField> fields = new ArrayList<>();
        Long time = null;
        while (next()) {
            switch (number) {
                case 1 -> name = text();
                case 2 -> new ProtobufPoints(part()).field(tags, fields);
                case 3 -> time = varint();
                default -> skip();
            }
        }
        require(!name.isEmpty() && !(tags.isEmpty() && fields.isEmpty()));
        return new DataPoint(name, tags, fields, time == null || time == 0 ? null : time);
    }

    private void field(List<Tag> tags, List<PointField> fields) throws PointProblemException {
        String key = "";
        Object value = List.of();
        boolean isTag = false;
        while (next()) {
            switch (number) {
                case 1 -> key = text();
                case 2 -> value = varint();
                case 3 -> value = new BigInteger(Long.toUnsignedString(varint()));
                case 4 -> value = real();
                case 5 -> value = varint() != 0;
                case 8 -> isTag = varint() != 0;
                case 11 -> value = text();
                default -> skip();
            }
        }
        require(!key.isEmpty());
        if (isTag && value instanceof String text) {
            tags.add(new Tag(key, text));
        } else {
            fields.add(new PointField(key, value));
        }
    }

    private boolean next() throws PointProblemException {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = rawVarint();
        number = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        require(number > 0 && tag >>> 32 == 0);
        return true;
    }

    private long varint() throws PointProblemException {
        require(wire == VARINT);
        return rawVarint();
    }

    private double real() throws PointProblemException {
        require(wire == FIXED64 && bytes.remaining() >= Double.BYTES);
        double value = bytes.getDouble();
        require(Double.isFinite(value));
        return value + 0.0;
    }

    private String text() throws PointProblemException {
        ByteBuffer part = part();
        byte[] text = new byte[part.remaining()];
        part.get(text);
        String decoded = EventJson.utf8(text);
        require(decoded != null);
        return decoded == null ? "" : decoded;
    }

    private ByteBuffer part() throws PointProblemException {
        require(wire == LENGTH);
        long length = rawVarint();
        require(length >= 0 && length <= bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    private void skip() throws PointProblemException {
        switch (wire) {
            case VARINT -> rawVarint();
            case LENGTH -> part();
            case FIXED64, FIXED32 -> {
                int size = wire == FIXED64 ? Long.BYTES : Integer.BYTES;
                require(bytes.remaining() >= size);
                bytes.position(bytes.position() + size);
            }
            default -> throw new PointProblemException("invalid wire type");
        }
    }

    private long rawVarint() throws PointProblemException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(bytes.hasRemaining());
            byte b = bytes.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new PointProblemException("invalid number");
    }

    private static void require(boolean valid) throws PointProblemException {
        if (!valid) {
            throw new PointProblemException("invalid message");
        }
    }
}
