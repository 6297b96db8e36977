package io.convergence.flink.stacks;

import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** Output that counts the elements that are awaited: each one that is emitted is no longer. Not thread-safe. */
final class PendingOutput<T> implements Output<StreamRecord<T>> {
    private final Output<StreamRecord<T>> output;
    private long awaited;

    PendingOutput(Output<StreamRecord<T>> output) {
        this.output = output;
    }

    /** Whether no element is awaited. */
    boolean isComplete() {
        return awaited == 0;
    }

    /** Awaits one more element. */
    void await() {
        awaited++;
    }

    @Override
    public void collect(StreamRecord<T> element) {
        awaited--;
        output.collect(element);
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
        output.collect(tag, element);
    }

    @Override
    public void emitWatermark(Watermark mark) {
        output.emitWatermark(mark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
        output.emitWatermarkStatus(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {
        output.emitLatencyMarker(marker);
    }

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {
        output.emitRecordAttributes(attributes);
    }

    @Override
    public void emitWatermark(WatermarkEvent event) {
        output.emitWatermark(event);
    }

    @Override
    public void close() {
        output.close();
    }
}
