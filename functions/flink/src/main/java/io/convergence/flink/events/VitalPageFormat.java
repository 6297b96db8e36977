package io.convergence.flink.events;

import io.convergence.core.rollup.VitalPage;
import io.convergence.flink.state.KeyFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of the key of a vital on a page: tenant, app, host, metric, page. Keys never change. */
public final class VitalPageFormat implements KeyFormat<VitalPage> {

    @Override
    public Class<VitalPage> type() {
        return VitalPage.class;
    }

    @Override
    public void write(VitalPage value, DataOutputView out) throws IOException {
        StringValue.writeString(value.tenant(), out);
        StringValue.writeString(value.app(), out);
        StringValue.writeString(value.host(), out);
        StringValue.writeString(value.metric(), out);
        StringValue.writeString(value.page(), out);
    }

    @Override
    public VitalPage read(int version, DataInputView in) throws IOException {
        return new VitalPage(
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }
}
