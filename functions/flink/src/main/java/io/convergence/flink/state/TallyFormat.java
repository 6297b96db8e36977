package io.convergence.flink.state;

import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.HourBurn;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of the counts of an open report: span, counts, worst hour, bad events by page, host and browser. Savepoints store
 * the name of this class, so it keeps the old name of its type.
 */
public final class TallyFormat implements Format<ReportCounts> {
    private final CellFormat cell = new CellFormat();
    private final BadByFormat attribution = new BadByFormat();

    @Override
    public Class<ReportCounts> type() {
        return ReportCounts.class;
    }

    @Override
    public void write(ReportCounts value, DataOutputView out) throws IOException {
        VarLong.write(value.start(), out);
        VarLong.write(value.end(), out);
        cell.write(value.slices(), out);
        VarLong.write(value.events(), out);
        VarLong.write(value.badEvents(), out);
        VarLong.write(value.observedMinutes(), out);
        VarLong.write(value.breachMinutes(), out);
        VarLong.write(value.worst().boundary(), out);
        VarLong.write(value.worst().bad(), out);
        VarLong.write(value.worst().total(), out);
        attribution.write(value.attribution(), out);
    }

    @Override
    public ReportCounts read(int version, DataInputView in) throws IOException {
        long start = VarLong.read(in);
        long end = VarLong.read(in);
        BucketCounts counts = cell.read(version, in);
        long events = VarLong.read(in);
        long badEvents = VarLong.read(in);
        long observed = VarLong.read(in);
        long breach = VarLong.read(in);
        HourBurn worst = new HourBurn(VarLong.read(in), VarLong.read(in), VarLong.read(in));
        BadEventAttribution bad = attribution.read(version, in);
        return new ReportCounts(start, end, counts, events, badEvents, observed, breach, worst, bad);
    }
}
