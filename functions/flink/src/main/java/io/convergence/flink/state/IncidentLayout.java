package io.convergence.flink.state;

import io.convergence.core.convergence.IncidentMemory;
import io.convergence.core.signal.Episode;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.SignalKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Binary layout of an incident inside the state of an app: a byte of flags; if it is open, its instants, its first kind
 * and its firing signals; then the counts that the stored slices no longer contain.
 */
final class IncidentLayout {
    private static final int OPEN = 1;
    private static final int BY_COLLAPSE = 2;
    private static final int CONFIRMED = 4;

    private IncidentLayout() {}

    static void write(Episode episode, IncidentMemory memory, DataOutputView out) throws IOException {
        if (!episode.open()) {
            out.writeByte(0);
            return;
        }
        out.writeByte(OPEN | (episode.byCollapse() ? BY_COLLAPSE : 0) | (episode.confirmed() ? CONFIRMED : 0));
        VarLong.write(episode.openedAt(), out);
        VarLong.write(episode.healthySince(), out);
        VarLong.write(episode.unseenSince(), out);
        Texts.write(episode.firstKind() == null ? "" : episode.firstKind().name(), out);
        writeLatched(episode.latched(), out);
        VarLong.write(memory.forgottenViews(), out);
        VarLong.write(memory.forgottenErrorViews(), out);
        VarLong.write(memory.missingViews(), out);
    }

    /** Reads what {@link #write} writes. */
    static OpenIncident read(DataInputView in) throws IOException {
        int flags = in.readUnsignedByte();
        if ((flags & OPEN) == 0) {
            return OpenIncident.NONE;
        }
        long openedAt = VarLong.read(in);
        long healthySince = VarLong.read(in);
        long unseenSince = VarLong.read(in);
        String first = Texts.read(in);
        Episode episode = new Episode(
                openedAt,
                healthySince,
                unseenSince,
                (flags & BY_COLLAPSE) != 0,
                (flags & CONFIRMED) != 0,
                first.isEmpty() ? null : SignalKind.valueOf(first),
                readLatched(in));
        return new OpenIncident(episode, new IncidentMemory(VarLong.read(in), VarLong.read(in), VarLong.read(in)));
    }

    /**
     * Reads an incident of version 1, which had no start of its own: it is taken to have opened when its first signal
     * fired, or, when no signal fires, when the app was last named.
     */
    static OpenIncident readVersion1(long lastNamed, DataInputView in) throws IOException {
        boolean open = in.readBoolean();
        long healthySince = VarLong.read(in);
        List<Latched> latched = readLatched(in);
        if (!open) {
            return OpenIncident.NONE;
        }
        long openedAt = latched.stream().mapToLong(Latched::startsAt).min().orElse(lastNamed);
        boolean confirmed = latched.stream().anyMatch(fired -> fired.kind() == SignalKind.USER_IMPACT_CORRELATED);
        @Nullable SignalKind first = latched.isEmpty() ? null : latched.get(0).kind();
        return new OpenIncident(
                new Episode(openedAt, healthySince, Long.MIN_VALUE, false, confirmed, first, latched),
                IncidentMemory.NONE);
    }

    private static void writeLatched(List<Latched> signals, DataOutputView out) throws IOException {
        VarLong.write(signals.size(), out);
        for (Latched latched : signals) {
            Texts.write(latched.kind().name(), out);
            VarLong.write(latched.startsAt(), out);
            VarLong.write(latched.sequence(), out);
        }
    }

    private static List<Latched> readLatched(DataInputView in) throws IOException {
        List<Latched> latched = new ArrayList<>(2);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            latched.add(new Latched(SignalKind.valueOf(Texts.read(in)), VarLong.read(in), VarLong.readInt(in)));
        }
        return latched;
    }

    /**
     * An incident with its counts.
     *
     * @param episode the incident, {@link Episode#NONE} while none is open
     * @param memory counts that the stored slices no longer contain
     */
    record OpenIncident(Episode episode, IncidentMemory memory) {
        static final OpenIncident NONE = new OpenIncident(Episode.NONE, IncidentMemory.NONE);
    }
}
