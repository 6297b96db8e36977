package io.convergence.core.convergence;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;

/**
 * Vitals of an app over the window, kept as a running total. The total is only advanced when it is read, at heartbeats,
 * changes and signals; decisions need counters alone.
 *
 * @param window window size and slide
 */
record VitalsWindow(WindowSpec window) {

    /** The vitals of the window that ends at a boundary. The app must have been advanced to it. */
    VitalHistograms advance(AppWindow app, HostMemory memory, long boundary) {
        VitalHistograms stored = memory.windowVitals(app.app());
        VitalHistograms totals = stored == null ? new VitalHistograms() : stored;
        long through = app.status().vitalsThrough();
        if (through != boundary) {
            move(app, memory, totals, through, boundary);
            memory.putWindowVitals(app.app(), totals);
            app.status(app.status().withVitalsThrough(boundary));
        }
        return totals;
    }

    /** Removes the vitals of every slice that starts before an instant, and the running total. */
    void forgetBefore(AppWindow app, HostMemory memory, long time) {
        SlidingCounts slices = app.rum();
        for (int at = app.firstWithVitals(window); at < slices.size() && slices.startAt(at) < time; at++) {
            memory.removeSliceVitals(app.app(), slices.startAt(at));
        }
        memory.removeWindowVitals(app.app());
        app.status(app.status().withVitalsThrough(Long.MIN_VALUE));
    }

    /**
     * Removes the vitals of the slices that start before an instant and that the app drops when it advances. The running
     * total is reduced by them. In windows longer than the time between two reads, a read has removed them before, except
     * for slices that became part of the window late.
     */
    void dropBefore(AppWindow app, HostMemory memory, long time) {
        SlidingCounts slices = app.rum();
        long through = app.status().vitalsThrough();
        VitalHistograms dropped = new VitalHistograms();
        for (int at = app.firstWithVitals(window); at < slices.size() && slices.startAt(at) < time; at++) {
            long start = slices.startAt(at);
            VitalHistograms slice = memory.sliceVitals(app.app(), start);
            if (slice != null) {
                memory.removeSliceVitals(app.app(), start);
                if (start < through) {
                    dropped.merge(slice);
                }
            }
        }
        VitalHistograms totals = dropped.isEmpty() ? null : memory.windowVitals(app.app());
        if (totals != null) {
            totals.subtract(dropped);
            memory.putWindowVitals(app.app(), totals);
        }
    }

    private void move(AppWindow app, HostMemory memory, VitalHistograms totals, long from, long to) {
        SlidingCounts slices = app.rum();
        VitalHistograms entering = new VitalHistograms();
        VitalHistograms leaving = new VitalHistograms();
        for (int at = app.firstWithVitals(window); at < slices.size() && slices.startAt(at) < to; at++) {
            long start = slices.startAt(at);
            boolean was = start < from;
            boolean is = start >= to - window.sizeMillis();
            if (was && is) {
                continue;
            }
            VitalHistograms slice = memory.sliceVitals(app.app(), start);
            if (slice == null) {
                continue;
            }
            if (is) {
                entering.merge(slice);
            } else {
                if (was) {
                    leaving.merge(slice);
                }
                memory.removeSliceVitals(app.app(), start);
            }
        }
        totals.merge(entering);
        totals.subtract(leaving);
    }
}
