package io.convergence.flink.events;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a timed event of the second plane: watermark, then the event. */
public final class TimedEventFormat implements Format<Timed<RumEvent>> {
    private static final RumEventFormat EVENT = new RumEventFormat();

    @Override
    @SuppressWarnings("unchecked") // a class object has no type arguments
    public Class<Timed<RumEvent>> type() {
        return (Class<Timed<RumEvent>>) (Class<?>) Timed.class;
    }

    @Override
    public void write(Timed<RumEvent> value, DataOutputView out) throws IOException {
        VarLong.write(value.watermark(), out);
        EVENT.write(value.value(), out);
    }

    @Override
    public Timed<RumEvent> read(int version, DataInputView in) throws IOException {
        long watermark = VarLong.read(in);
        return new Timed<>(EVENT.read(version, in), watermark);
    }
}
