package io.convergence.flink.state;

import io.convergence.core.signal.Severity;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.alert.TierState;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of the state of a burn tier: name, instants, then the subject of its signals if there is one; enums by name. The byte
 * after the sequence is a set of flags: whether the tier is frozen, and whether it fires in the alert of its objective. Before
 * version 3 a subject has no labels and no notification targets.
 */
public final class TierStateFormat implements Format<TierState> {
    private static final int FROZEN = 1;
    private static final int BY_OBJECTIVE = 2;

    @Override
    public Class<TierState> type() {
        return TierState.class;
    }

    @Override
    public void write(TierState value, DataOutputView out) throws IOException {
        Texts.write(value.tier(), out);
        VarLong.write(value.pendingSince(), out);
        VarLong.write(value.startsAt(), out);
        VarLong.write(value.sequence(), out);
        out.writeByte((value.frozen() ? FROZEN : 0) | (value.byObjective() ? BY_OBJECTIVE : 0));
        VarLong.write(value.resolvedAt(), out);
        SignalSubject subject = value.subject();
        out.writeBoolean(subject != null);
        if (subject != null) {
            writeSubject(subject, out);
        }
    }

    @Override
    public TierState read(int version, DataInputView in) throws IOException {
        String tier = Texts.read(in);
        long pendingSince = VarLong.read(in);
        long startsAt = VarLong.read(in);
        int sequence = VarLong.readInt(in);
        int flags = in.readByte();
        return new TierState(
                tier,
                pendingSince,
                startsAt,
                sequence,
                (flags & FROZEN) != 0,
                VarLong.read(in),
                in.readBoolean() ? readSubject(version, in) : null,
                (flags & BY_OBJECTIVE) != 0);
    }

    static void writeSubject(SignalSubject subject, DataOutputView out) throws IOException {
        Texts.write(subject.tenant(), out);
        Texts.writeNullable(subject.app(), out);
        Texts.writeNullable(subject.host(), out);
        Texts.write(subject.service(), out);
        Texts.writeNullable(subject.slo(), out);
        Texts.writeNullable(subject.group(), out);
        Texts.writeNullable(subject.tier(), out);
        Texts.write(subject.severity().name(), out);
        Texts.writeNullable(subject.runbookUrl(), out);
        Texts.writeNullable(subject.url(), out);
        Texts.writeNamed(subject.labels(), out);
        Texts.writeList(subject.notificationTargets(), out);
    }

    static SignalSubject readSubject(int version, DataInputView in) throws IOException {
        return new SignalSubject(
                Texts.read(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                Texts.read(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                Severity.valueOf(Texts.read(in)),
                Texts.readNullable(in),
                Texts.readNullable(in),
                version < 3 ? List.of() : Texts.readNamed(in),
                version < 3 ? List.of() : Texts.readList(in));
    }
}
