package io.convergence.flink.state;

import io.convergence.core.collapse.TrafficCollapse;
import io.convergence.core.convergence.AppStatus;
import io.convergence.core.convergence.AppWindow;
import io.convergence.core.convergence.NewestViews;
import io.convergence.core.verdict.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Format of an app's window: name, both sliding counts, first events and newest views by slice, status; enums by name.
 * Version 1 had no counts of incidents and no traffic collapse. Versions before 4 did not store since when an app is steady;
 * it is then read as long ago.
 */
public final class AppWindowFormat implements Format<AppWindow> {
    private final SlidingCountsFormat counts = new SlidingCountsFormat();
    private final SyntheticWindowFormat checks = new SyntheticWindowFormat();

    @Override
    public Class<AppWindow> type() {
        return AppWindow.class;
    }

    @Override
    public void write(AppWindow value, DataOutputView out) throws IOException {
        Texts.write(value.app(), out);
        counts.write(value.rum(), out);
        checks.write(value.checks(), out);
        VarLong.write(value.firstEvents().size(), out);
        for (Map.Entry<Long, Long> first : value.firstEvents().entrySet()) {
            VarLong.write(first.getKey(), out);
            VarLong.write(first.getValue(), out);
        }
        VarLong.write(value.newestViews().size(), out);
        for (int i = 0; i < value.newestViews().size(); i++) {
            VarLong.write(value.newestViews().startAt(i), out);
            VarLong.write(value.newestViews().timeAt(i) - value.newestViews().startAt(i), out);
        }
        write(value.status(), out);
    }

    @Override
    public AppWindow read(int version, DataInputView in) throws IOException {
        String app = Texts.read(in);
        var rum = counts.read(version, in);
        var synthetic = checks.read(version, in);
        TreeMap<Long, Long> firstEvents = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            firstEvents.put(VarLong.read(in), VarLong.read(in));
        }
        NewestViews newestViews = new NewestViews();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            long slice = VarLong.read(in);
            newestViews.add(slice, slice + VarLong.read(in));
        }
        return new AppWindow(app, rum, synthetic, firstEvents, newestViews, readStatus(version, in));
    }

    private static void write(AppStatus status, DataOutputView out) throws IOException {
        out.writeBoolean(status.admitted());
        VarLong.write(status.lastNamed(), out);
        writeVerdict(status.verdict(), out);
        writeVerdict(status.previousVerdict(), out);
        IncidentLayout.write(status.episode(), status.incident(), out);
        CollapseLayout.write(status.collapse(), out);
        VarLong.write(status.unchangedSince(), out);
        VarLong.write(status.emptySince(), out);
        VarLong.write(status.vitalsThrough(), out);
    }

    private static AppStatus readStatus(int version, DataInputView in) throws IOException {
        boolean admitted = in.readBoolean();
        long lastNamed = VarLong.read(in);
        Verdict verdict = readVerdict(in);
        Verdict previousVerdict = readVerdict(in);
        IncidentLayout.OpenIncident incident =
                version == 1 ? IncidentLayout.readVersion1(lastNamed, in) : IncidentLayout.read(in);
        return new AppStatus(
                admitted,
                lastNamed,
                verdict,
                previousVerdict,
                incident.episode(),
                incident.memory(),
                version == 1 ? TrafficCollapse.NONE : CollapseLayout.read(in),
                version < 4 ? Long.MIN_VALUE : VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in));
    }

    private static void writeVerdict(@Nullable Verdict verdict, DataOutputView out) throws IOException {
        Texts.write(verdict == null ? "" : verdict.name(), out);
    }

    private static @Nullable Verdict readVerdict(DataInputView in) throws IOException {
        String name = Texts.read(in);
        return name.isEmpty() ? null : Verdict.valueOf(name);
    }
}
