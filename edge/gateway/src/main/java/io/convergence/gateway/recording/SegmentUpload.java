package io.convergence.gateway.recording;

import org.jspecify.annotations.Nullable;

/**
 * A segment as a client uploads it.
 *
 * @param form fields that describe the segment
 * @param bytes the records, as {@link RecordingMask} reads them
 * @param array name of the array of records when the records are in an object
 * @param consent whether the client stated consent; null when its format cannot
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SegmentUpload(
        SegmentForm form,
        byte[] bytes,
        String array,
        @Nullable Boolean consent) {
    /** Name of the array in a file of DataKit's upload. */
    private static final String RECORDS = "records";

    /** The upload of a form with a file, such as DataKit's. */
    public static SegmentUpload ofFile(SegmentForm form, byte[] file) {
        return new SegmentUpload(form, file, RECORDS, null);
    }
}
