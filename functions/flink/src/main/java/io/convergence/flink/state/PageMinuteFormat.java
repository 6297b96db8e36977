package io.convergence.flink.state;

import io.convergence.core.window.PageMinute;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a row of page views, component by component; the views of a row that was not emitted before are negative. */
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
        VarLong.write(value.restated() ? value.views() : -value.views(), out);
        VarLong.write(value.errorViews(), out);
        vitals.write(value.vitals(), out);
    }

    @Override
    public PageMinute read(int version, DataInputView in) throws IOException {
        String tenant = Texts.read(in);
        String app = Texts.read(in);
        String host = Texts.read(in);
        String page = Texts.read(in);
        long minute = VarLong.read(in);
        long views = VarLong.read(in);
        return new PageMinute(
                tenant,
                app,
                host,
                page,
                minute,
                Math.abs(views),
                VarLong.read(in),
                vitals.read(version, in),
                views > 0);
    }
}
