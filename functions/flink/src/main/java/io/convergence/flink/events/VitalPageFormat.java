package io.convergence.flink.events;

import io.convergence.core.rollup.VitalPage;
import io.convergence.flink.state.KeyFormat;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a vital on a page: tenant, app, host, metric, page. Keys never change. */
public final class VitalPageFormat implements KeyFormat<VitalPage> {

    @Override
    public Class<VitalPage> type() {
        return VitalPage.class;
    }

    @Override
    public void write(VitalPage value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.host(), out);
        Texts.write(value.metric(), out);
        Texts.write(value.page(), out);
    }

    @Override
    public VitalPage read(int version, DataInputView in) throws IOException {
        return new VitalPage(Texts.read(in), Texts.read(in), Texts.read(in), Texts.read(in), Texts.read(in));
    }
}
