package io.convergence.gateway.recording;

/**
 * Facts of a segment whose records have been masked.
 *
 * @param records number of records
 * @param rawBytes size of the plain segment in bytes
 * @param startedAt earliest time of a record in epoch milliseconds of the client
 * @param endedAt latest time of a record in epoch milliseconds of the client
 * @param fullSnapshot whether a record has the whole page
 * @param inputs number of masked texts of inputs
 * @param texts number of masked texts of the page
 * @param values number of masked values of elements
 * @param urls number of addresses of pages, and of other addresses that were shortened
 */
public record SegmentFacts(
        int records,
        long rawBytes,
        long startedAt,
        long endedAt,
        boolean fullSnapshot,
        int inputs,
        int texts,
        int values,
        int urls) {}
