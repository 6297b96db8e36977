package io.convergence.flink.session;

import io.convergence.core.rollup.Measurement;
import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.SessionState;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.events.SessionStateFormat;
import io.convergence.flink.events.TextTable;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Format of what is remembered of a key of sessions: the session, its ids, the timer, then rows, whose texts are written once
 * and whose times are differences. A row has a byte of flags.
 */
public final class OpenSessionFormat implements Format<OpenSession> {
    private static final int HAS_BUDGET = 1;
    private static final int IS_COUNTED = 2;
    private static final int IS_CUSTOM = 4;
    private static final int HAS_VALUE = 8;
    private static final long MINUTE_MILLIS = MinuteKey.MINUTE_MILLIS;
    private static final long FULL_WEIGHT = 1000;
    private static final char SEPARATOR = ':';
    private static final int MAX_PARTS = 3;

    private static final SessionStateFormat SESSION = new SessionStateFormat();

    @Override
    public Class<OpenSession> type() {
        return OpenSession.class;
    }

    @Override
    public OpenSession copy(OpenSession value) {
        return value.copy();
    }

    @Override
    public void write(OpenSession value, DataOutputView out) throws IOException {
        SessionState state = value.session();
        out.writeBoolean(state != null);
        if (state != null) {
            SESSION.write(state, out);
        }
        value.ids.write(out);
        long base = base(state);
        out.writeBoolean(value.timer() != OpenSession.NO_TIMER);
        if (value.timer() != OpenSession.NO_TIMER) {
            VarLong.write(value.timer() - base, out);
        }
        TextTable texts = new TextTable();
        VarLong.write(value.reports.size(), out);
        for (Map.Entry<String, OpenSession.Report> report : value.reports.entrySet()) {
            writeId(report.getKey(), texts, out);
            write(report.getValue(), base, texts, out);
        }
    }

    @Override
    public OpenSession read(int version, DataInputView in) throws IOException {
        SessionState state = in.readBoolean() ? SESSION.read(version, in) : null;
        IdSet ids = IdSet.read(in);
        long base = base(state);
        long timer = in.readBoolean() ? base + VarLong.read(in) : OpenSession.NO_TIMER;
        TextTable texts = new TextTable();
        int size = VarLong.readInt(in);
        Map<String, OpenSession.Report> reports = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            reports.put(readId(texts, in), read(base, texts, in));
        }
        return new OpenSession(state, ids, reports, timer);
    }

    private static void write(OpenSession.Report report, long base, TextTable texts, DataOutputView out)
            throws IOException {
        RepeatedRow row = report.row();
        Measurement counted = row.counted();
        Double budget = report.budget();
        out.writeByte((budget == null ? 0 : HAS_BUDGET) | flags(counted));
        VarLong.write(row.sessionStart() - base, out);
        VarLong.write(row.firstAt() - base, out);
        VarLong.write(row.changes(), out);
        VarLong.write(row.revision(), out);
        VarLong.write(row.at() - row.firstAt(), out);
        if (budget != null) {
            out.writeDouble(budget);
        }
        if (counted != null) {
            write(counted, row.firstAt(), texts, out);
        }
    }

    private static OpenSession.Report read(long base, TextTable texts, DataInputView in) throws IOException {
        int flags = in.readByte();
        long sessionStart = base + VarLong.read(in);
        long firstAt = base + VarLong.read(in);
        long changes = VarLong.read(in);
        long revision = VarLong.read(in);
        long at = firstAt + VarLong.read(in);
        Double budget = (flags & HAS_BUDGET) != 0 ? in.readDouble() : null;
        Measurement counted = (flags & IS_COUNTED) != 0 ? read(flags, firstAt, texts, in) : null;
        return new OpenSession.Report(new RepeatedRow(sessionStart, firstAt, changes, revision, at, counted), budget);
    }

    private static int flags(@Nullable Measurement counted) {
        if (counted == null) {
            return 0;
        }
        return IS_COUNTED | (counted.custom() ? IS_CUSTOM : 0) | (counted.value() == null ? 0 : HAS_VALUE);
    }

    private static void write(Measurement counted, long firstAt, TextTable texts, DataOutputView out)
            throws IOException {
        MinuteKey key = counted.key();
        texts.write(key.tenant(), out);
        texts.write(key.app(), out);
        texts.write(key.host(), out);
        VarLong.write(key.minute() - minute(firstAt), out);
        texts.write(counted.metric(), out);
        texts.write(counted.device(), out);
        texts.write(counted.dimensions(), out);
        Double value = counted.value();
        if (value != null) {
            out.writeDouble(value);
        }
        VarLong.write(counted.weight() - FULL_WEIGHT, out);
        VarLong.write(counted.sign(), out);
    }

    private static Measurement read(int flags, long firstAt, TextTable texts, DataInputView in) throws IOException {
        MinuteKey key = new MinuteKey(
                texts.readText(in), texts.readText(in), texts.readText(in), minute(firstAt) + VarLong.read(in));
        String metric = texts.readText(in);
        String device = texts.readText(in);
        Map<String, String> dimensions = texts.readMap(in);
        Double value = (flags & HAS_VALUE) != 0 ? in.readDouble() : null;
        return new Measurement(
                key,
                metric,
                (flags & IS_CUSTOM) != 0,
                device,
                dimensions,
                value,
                VarLong.read(in) + FULL_WEIGHT,
                VarLong.readInt(in));
    }

    /** Writes an id in at most three parts, which other ids share: the kind of row, the view and the name of the vital. */
    private static void writeId(String id, TextTable texts, DataOutputView out) throws IOException {
        String[] parts = id.split(String.valueOf(SEPARATOR), MAX_PARTS);
        out.writeByte(parts.length);
        for (String part : parts) {
            texts.write(part, out);
        }
    }

    private static String readId(TextTable texts, DataInputView in) throws IOException {
        int parts = in.readByte();
        StringBuilder id = new StringBuilder(texts.readText(in));
        for (int i = 1; i < parts; i++) {
            id.append(SEPARATOR).append(texts.readText(in));
        }
        return id.toString();
    }

    /** The time that others are written as the difference from: the start of the session, if there is one. */
    private static long base(@Nullable SessionState state) {
        return state == null ? 0 : state.startedAt();
    }

    private static long minute(long at) {
        return Math.floorDiv(at, MINUTE_MILLIS) * MINUTE_MILLIS;
    }
}
