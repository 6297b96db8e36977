package io.convergence.flink.intake;

import io.convergence.core.rum.Beacon;
import java.util.List;

/**
 * Page views that travel between two tasks as one record.
 *
 * @param views the views in the order in which they arrived; not copied
 */
public record ViewBatch(List<Timed<Beacon>> views) {}
