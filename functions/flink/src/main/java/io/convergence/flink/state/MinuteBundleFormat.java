package io.convergence.flink.state;

import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.PageViews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a bundle of page views: minute, then each page. */
public final class MinuteBundleFormat implements Format<MinuteBundle> {
    private final MinuteKeyFormat key = new MinuteKeyFormat();
    private final PageViewsFormat page = new PageViewsFormat();

    @Override
    public Class<MinuteBundle> type() {
        return MinuteBundle.class;
    }

    @Override
    public void write(MinuteBundle value, DataOutputView out) throws IOException {
        key.write(value.key(), out);
        VarLong.write(value.pages().size(), out);
        for (PageViews each : value.pages()) {
            page.write(each, out);
        }
    }

    @Override
    public MinuteBundle read(int version, DataInputView in) throws IOException {
        var minute = key.read(version, in);
        int size = VarLong.readInt(in);
        List<PageViews> pages = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            pages.add(page.read(version, in));
        }
        return new MinuteBundle(minute, pages);
    }
}
