package io.convergence.flink.state;

import io.convergence.core.convergence.AppStatus;
import io.convergence.core.convergence.AppWindow;
import io.convergence.core.signal.Episode;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Format of an app's window: name, both sliding counts, first events and newest views by slice, status; enums by name. */
public final class AppWindowFormat implements Format<AppWindow> {
    private final SlidingCountsFormat counts = new SlidingCountsFormat();
    private final SyntheticWindowFormat checks = new SyntheticWindowFormat();

    @Override
    public Class<AppWindow> type() {
        return AppWindow.class;
    }

    @Override
    public void write(AppWindow value, DataOutputView out) throws IOException {
        StringValue.writeString(value.app(), out);
        counts.write(value.rum(), out);
        checks.write(value.checks(), out);
        VarLong.write(value.firstEvents().size(), out);
        for (Map.Entry<Long, Long> first : value.firstEvents().entrySet()) {
            VarLong.write(first.getKey(), out);
            VarLong.write(first.getValue(), out);
        }
        VarLong.write(value.newestViews().size(), out);
        for (Map.Entry<Long, Long> newest : value.newestViews().entrySet()) {
            VarLong.write(newest.getKey(), out);
            VarLong.write(newest.getValue() - newest.getKey(), out);
        }
        write(value.status(), out);
    }

    @Override
    public AppWindow read(int version, DataInputView in) throws IOException {
        String app = StringValue.readString(in);
        var rum = counts.read(version, in);
        var synthetic = checks.read(version, in);
        TreeMap<Long, Long> firstEvents = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            firstEvents.put(VarLong.read(in), VarLong.read(in));
        }
        TreeMap<Long, Long> newestViews = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            long slice = VarLong.read(in);
            newestViews.put(slice, slice + VarLong.read(in));
        }
        return new AppWindow(app, rum, synthetic, firstEvents, newestViews, readStatus(in));
    }

    private static void write(AppStatus status, DataOutputView out) throws IOException {
        out.writeBoolean(status.admitted());
        VarLong.write(status.lastNamed(), out);
        writeVerdict(status.verdict(), out);
        writeVerdict(status.previousVerdict(), out);
        Episode episode = status.episode();
        out.writeBoolean(episode.open());
        VarLong.write(episode.healthySince(), out);
        VarLong.write(episode.latched().size(), out);
        for (Latched latched : episode.latched()) {
            StringValue.writeString(latched.kind().name(), out);
            VarLong.write(latched.startsAt(), out);
            VarLong.write(latched.sequence(), out);
        }
        VarLong.write(status.emptySince(), out);
        VarLong.write(status.vitalsThrough(), out);
    }

    private static AppStatus readStatus(DataInputView in) throws IOException {
        return new AppStatus(
                in.readBoolean(),
                VarLong.read(in),
                readVerdict(in),
                readVerdict(in),
                readEpisode(in),
                VarLong.read(in),
                VarLong.read(in));
    }

    private static Episode readEpisode(DataInputView in) throws IOException {
        boolean open = in.readBoolean();
        long healthySince = VarLong.read(in);
        List<Latched> latched = new ArrayList<>(2);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            latched.add(
                    new Latched(SignalKind.valueOf(StringValue.readString(in)), VarLong.read(in), VarLong.readInt(in)));
        }
        return new Episode(open, healthySince, latched);
    }

    private static void writeVerdict(@Nullable Verdict verdict, DataOutputView out) throws IOException {
        StringValue.writeString(verdict == null ? "" : verdict.name(), out);
    }

    private static @Nullable Verdict readVerdict(DataInputView in) throws IOException {
        String name = StringValue.readString(in);
        return name.isEmpty() ? null : Verdict.valueOf(name);
    }
}
