package io.convergence.flink.state;

import io.convergence.core.slo.window.BucketCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a cell: good, bad, observed, fallback. */
public final class CellFormat implements Format<BucketCounts> {

    @Override
    public Class<BucketCounts> type() {
        return BucketCounts.class;
    }

    @Override
    public void write(BucketCounts value, DataOutputView out) throws IOException {
        VarLong.write(value.good(), out);
        VarLong.write(value.bad(), out);
        VarLong.write(value.observed(), out);
        VarLong.write(value.fallback(), out);
    }

    @Override
    public BucketCounts read(int version, DataInputView in) throws IOException {
        return new BucketCounts(VarLong.read(in), VarLong.read(in), VarLong.read(in), VarLong.read(in));
    }
}
