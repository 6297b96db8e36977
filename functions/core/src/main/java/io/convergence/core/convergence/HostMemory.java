package io.convergence.core.convergence;

import io.convergence.core.vitals.VitalHistograms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of a host that is split into many small entries, each read only when needed. */
public interface HostMemory {

    /** The vitals of a slice of an app, or null. The caller may modify the returned value; only a put stores it. */
    @Nullable
    VitalHistograms sliceVitals(String app, long sliceStart);

    /** Stores the vitals of a slice of an app. */
    void putSliceVitals(String app, long sliceStart, VitalHistograms vitals);

    /** Stores the vitals of a slice of an app that has none, which spares the look-up of what is stored. */
    void addSliceVitals(String app, long sliceStart, VitalHistograms vitals);

    /** Removes the vitals of a slice of an app. */
    void removeSliceVitals(String app, long sliceStart);

    /** The vitals of the window of an app, or null. A caller that modifies the returned value must put it afterwards. */
    @Nullable
    VitalHistograms windowVitals(String app);

    /** Stores the vitals of the window of an app. */
    void putWindowVitals(String app, VitalHistograms vitals);

    /** Removes the vitals of the window of an app. */
    void removeWindowVitals(String app);

    /** The samples of results with an id; empty when there are none. */
    List<SyntheticSample> seenResults(String id);

    /** Stores the samples of results with an id. */
    void putSeenResults(String id, List<SyntheticSample> samples);

    /** Removes every id whose latest sample was received before an instant, epoch milliseconds. */
    void forgetResultsBefore(long time);
}
