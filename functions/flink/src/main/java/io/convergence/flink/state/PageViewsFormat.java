package io.convergence.flink.state;

import io.convergence.core.window.PageViews;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the views of a page, component by component. */
public final class PageViewsFormat implements Format<PageViews> {
    private final VitalHistogramsFormat vitals = new VitalHistogramsFormat();

    @Override
    public Class<PageViews> type() {
        return PageViews.class;
    }

    @Override
    public void write(PageViews value, DataOutputView out) throws IOException {
        Texts.write(value.page(), out);
        VarLong.write(value.views(), out);
        VarLong.write(value.errorViews(), out);
        vitals.write(value.vitals(), out);
    }

    @Override
    public PageViews read(int version, DataInputView in) throws IOException {
        return new PageViews(Texts.read(in), VarLong.read(in), VarLong.read(in), vitals.read(version, in));
    }

    @Override
    public PageViews copy(PageViews value) {
        return new PageViews(
                value.page(), value.views(), value.errorViews(), value.vitals().copy());
    }
}
