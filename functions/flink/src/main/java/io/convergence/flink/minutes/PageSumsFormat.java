package io.convergence.flink.minutes;

import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.PageSums;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.PackedLongs;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of sums of page views: the number of pages, their names, and as one block the views of each. */
public final class PageSumsFormat implements Format<PageSums> {
    private static final int EXPECTED_BYTES = 24;

    @Override
    public Class<PageSums> type() {
        return PageSums.class;
    }

    @Override
    public void write(PageSums value, DataOutputView out) throws IOException {
        VarLong.write(value.values().size(), out);
        PackedLongs packed = new PackedLongs(EXPECTED_BYTES * value.values().size());
        for (PageViews page : value.values()) {
            Texts.write(page.page(), out);
            PackedRow.write(page, packed);
        }
        packed.write(out);
    }

    @Override
    public PageSums read(int version, DataInputView in) throws IOException {
        String[] pages = new String[VarLong.readInt(in)];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = Texts.read(in);
        }
        PackedLongs packed = PackedLongs.read(in);
        PageSums sums = new PageSums();
        for (String page : pages) {
            sums.add(PackedRow.read(page, packed));
        }
        return sums;
    }

    @Override
    public PageSums copy(PageSums value) {
        return value.copy();
    }
}
