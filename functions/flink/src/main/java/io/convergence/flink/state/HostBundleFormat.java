package io.convergence.flink.state;

import io.convergence.core.window.HostBundle;
import io.convergence.core.window.RumPartial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a bundle of partials: host, then each partial. */
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
        VarLong.write(value.partials().size(), out);
        for (RumPartial each : value.partials()) {
            partial.write(each, out);
        }
    }

    @Override
    public HostBundle read(int version, DataInputView in) throws IOException {
        var host = key.read(version, in);
        int size = VarLong.readInt(in);
        List<RumPartial> partials = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            partials.add(partial.read(version, in));
        }
        return new HostBundle(host, partials);
    }
}
