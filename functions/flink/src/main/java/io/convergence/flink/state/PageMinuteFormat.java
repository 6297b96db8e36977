package io.convergence.flink.state;

import io.convergence.core.window.PageMinute;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a row of page views, component by component. */
public final class PageMinuteFormat implements Format<PageMinute> {
    private final VitalHistogramsFormat vitals = new VitalHistogramsFormat();

    @Override
    public Class<PageMinute> type() {
        return PageMinute.class;
    }

    @Override
    public void write(PageMinute value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.host(), out);
        Texts.write(value.page(), out);
        VarLong.write(value.minute(), out);
        VarLong.write(value.views(), out);
        VarLong.write(value.errorViews(), out);
        vitals.write(value.vitals(), out);
    }

    @Override
    public PageMinute read(int version, DataInputView in) throws IOException {
        return new PageMinute(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                vitals.read(version, in));
    }
}
