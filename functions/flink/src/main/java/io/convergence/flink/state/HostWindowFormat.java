package io.convergence.flink.state;

import io.convergence.core.convergence.AppWindow;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.LateResult;
import io.convergence.core.convergence.SignalTombstone;
import io.convergence.core.window.RumPartial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a host's window: key, boundaries, checks, apps, late views and results, tombstones, LCP threshold. */
public final class HostWindowFormat implements Format<HostWindow> {
    private final HostKeyFormat key = new HostKeyFormat();
    private final SyntheticWindowFormat checks = new SyntheticWindowFormat();
    private final AppWindowFormat app = new AppWindowFormat();
    private final RumPartialFormat partial = new RumPartialFormat();
    private final SyntheticSampleFormat sample = new SyntheticSampleFormat();

    @Override
    public Class<HostWindow> type() {
        return HostWindow.class;
    }

    @Override
    public void write(HostWindow value, DataOutputView out) throws IOException {
        key.write(value.key(), out);
        VarLong.write(value.evaluatedThrough(), out);
        VarLong.write(value.scheduledFor(), out);
        checks.write(value.checks(), out);
        VarLong.write(value.apps().size(), out);
        for (AppWindow each : value.apps().values()) {
            app.write(each, out);
        }
        VarLong.write(value.lateViews().size(), out);
        for (RumPartial late : value.lateViews()) {
            partial.write(late, out);
        }
        VarLong.write(value.lateResults().size(), out);
        for (LateResult late : value.lateResults()) {
            Texts.write(late.id(), out);
            sample.write(late.sample(), out);
            VarLong.write(late.passedBoundary(), out);
        }
        VarLong.write(value.tombstones().size(), out);
        for (SignalTombstone tombstone : value.tombstones()) {
            Texts.write(tombstone.dedupKey(), out);
            VarLong.write(tombstone.dueAt(), out);
        }
        out.writeDouble(value.lcpThresholdMillis());
    }

    @Override
    public HostWindow read(int version, DataInputView in) throws IOException {
        var host = key.read(version, in);
        long evaluatedThrough = VarLong.read(in);
        long scheduledFor = VarLong.read(in);
        var synthetic = checks.read(version, in);
        List<AppWindow> apps = new ArrayList<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            apps.add(app.read(version, in));
        }
        List<RumPartial> lateViews = new ArrayList<>(0);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            lateViews.add(partial.read(version, in));
        }
        List<LateResult> lateResults = new ArrayList<>(0);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            lateResults.add(new LateResult(Texts.read(in), sample.read(version, in), VarLong.read(in)));
        }
        List<SignalTombstone> tombstones = new ArrayList<>(0);
        for (int left = VarLong.readInt(in); left > 0; left--) {
            tombstones.add(new SignalTombstone(Texts.read(in), VarLong.read(in)));
        }
        return new HostWindow(
                host,
                evaluatedThrough,
                scheduledFor,
                synthetic,
                apps,
                lateViews,
                lateResults,
                tombstones,
                in.readDouble());
    }
}
