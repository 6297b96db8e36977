package io.convergence.core.convergence;

import io.convergence.core.vitals.VitalHistograms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of a host in many small pieces, read only where needed. */
public interface HostMemory {

    /** The vitals of an app's slice, or null. The caller may change what it gets; only a put is remembered. */
    @Nullable
    VitalHistograms sliceVitals(String app, long sliceStart);

    /** Remembers the vitals of an app's slice. */
    void putSliceVitals(String app, long sliceStart, VitalHistograms vitals);

    /** Forgets the vitals of an app's slice. */
    void removeSliceVitals(String app, long sliceStart);

    /** The vitals of an app's window, or null. The caller may change what it gets; only a put is remembered. */
    @Nullable
    VitalHistograms windowVitals(String app);

    /** Remembers the vitals of an app's window. */
    void putWindowVitals(String app, VitalHistograms vitals);

    /** Forgets the vitals of an app's window. */
    void removeWindowVitals(String app);

    /** The samples seen with an id, empty when there are none. */
    List<SyntheticSample> seenResults(String id);

    /** Remembers the samples seen with an id. */
    void putSeenResults(String id, List<SyntheticSample> samples);

    /** Forgets every id whose latest sample was received before an instant. */
    void forgetResultsBefore(long time);
}
