package io.convergence.gateway.recording;

/** Numbers of what has been masked in a segment. Not thread-safe. */
final class MaskCounts {
    private int inputs;
    private int texts;
    private int values;
    private int urls;

    /** Counts a text of an input. */
    void countInput() {
        inputs++;
    }

    /** Counts a text of the page if masking changed it, and answers with the masked one. */
    String text(String original, String masked) {
        texts += masked.equals(original) ? 0 : 1;
        return masked;
    }

    /** Counts a value of an element if masking changed it, and answers with the masked one. */
    String value(String original, String masked) {
        values += masked.equals(original) ? 0 : 1;
        return masked;
    }

    /** Counts an address if masking changed it, and answers with the masked one. */
    String url(String original, String masked) {
        urls += masked.equals(original) ? 0 : 1;
        return masked;
    }

    /** Counts the address of a page, which is always redacted. */
    void countPage() {
        urls++;
    }

    /** The facts of a segment. */
    SegmentFacts facts(int records, long rawBytes, long startedAt, long endedAt, boolean fullSnapshot) {
        return new SegmentFacts(records, rawBytes, startedAt, endedAt, fullSnapshot, inputs, texts, values, urls);
    }
}
