package io.convergence.gateway.recording;

/** Thrown for a segment that is not stored. Its message contains nothing of the segment. */
public final class RefusedSegmentException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    private RefusedSegmentException(boolean tooLarge, String message) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
    }

    /** The refusal of a segment that is not in its format. */
    static RefusedSegmentException malformed(String message) {
        return new RefusedSegmentException(false, message);
    }

    /** The refusal of a segment or record that is larger than admitted. */
    static RefusedSegmentException tooLarge(String message) {
        return new RefusedSegmentException(true, message);
    }

    /** Whether the segment is larger than admitted. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
