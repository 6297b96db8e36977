package io.convergence.flink.state;

import io.convergence.core.window.HostBundle;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.SliceViews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a bundle of views: host, then each slice with its sum and its pages. */
public final class HostBundleFormat implements Format<HostBundle> {
    private final HostKeyFormat key = new HostKeyFormat();
    private final RumPartialFormat partial = new RumPartialFormat();

    @Override
    public Class<HostBundle> type() {
        return HostBundle.class;
    }

    @Override
    public void write(HostBundle value, DataOutputView out) throws IOException {
        key.write(value.key(), out);
        VarLong.write(value.slices().size(), out);
        for (SliceViews slice : value.slices()) {
            partial.write(slice.sum(), out);
            VarLong.write(slice.pages().size(), out);
            for (PageCount page : slice.pages()) {
                Texts.write(page.page(), out);
                VarLong.write(page.views(), out);
                VarLong.write(page.errorViews(), out);
            }
        }
    }

    @Override
    public HostBundle read(int version, DataInputView in) throws IOException {
        var host = key.read(version, in);
        int size = VarLong.readInt(in);
        List<SliceViews> slices = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            slices.add(new SliceViews(partial.read(version, in), pages(in)));
        }
        return new HostBundle(host, slices);
    }

    private static List<PageCount> pages(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        List<PageCount> pages = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            pages.add(new PageCount(Texts.read(in), VarLong.readInt(in), VarLong.readInt(in)));
        }
        return pages;
    }
}
