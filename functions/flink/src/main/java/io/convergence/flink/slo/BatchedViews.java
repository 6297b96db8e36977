package io.convergence.flink.slo;

import io.convergence.core.rum.Beacon;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;

/** Extraction of the views of a batch. */
public final class BatchedViews implements EventExtractor<ViewBatch, Beacon> {
    private static final long serialVersionUID = 1;

    @Override
    public void extract(ViewBatch batch, Events<Beacon> events) {
        for (Timed<Beacon> view : batch.views()) {
            events.accept(view.value(), view.watermark());
        }
    }
}
