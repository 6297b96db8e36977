package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteUpdate;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.MinuteKeyFormat;
import io.convergence.flink.state.PageViewsFormat;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of an update of a closed minute: minute, kind, end of its retention, then each page. Sent and never stored. */
public final class MinuteUpdateFormat implements Format<MinuteUpdate> {
    private final MinuteKeyFormat key = new MinuteKeyFormat();
    private final PageViewsFormat page = new PageViewsFormat();

    @Override
    public Class<MinuteUpdate> type() {
        return MinuteUpdate.class;
    }

    @Override
    public void write(MinuteUpdate value, DataOutputView out) throws IOException {
        key.write(value.key(), out);
        Texts.write(value.kind().name(), out);
        VarLong.write(value.expiresAt(), out);
        VarLong.write(value.pages().size(), out);
        for (PageViews each : value.pages()) {
            page.write(each, out);
        }
    }

    @Override
    public MinuteUpdate read(int version, DataInputView in) throws IOException {
        MinuteKey minute = key.read(version, in);
        MinuteUpdate.Kind kind = MinuteUpdate.Kind.valueOf(Texts.read(in));
        long expiresAt = VarLong.read(in);
        int size = VarLong.readInt(in);
        List<PageViews> pages = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            pages.add(page.read(version, in));
        }
        return new MinuteUpdate(minute, kind, expiresAt, pages);
    }
}
