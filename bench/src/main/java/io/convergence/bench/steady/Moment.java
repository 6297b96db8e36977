package io.convergence.bench.steady;

import io.convergence.bench.RecordMeter;
import io.convergence.bench.RecordMeter.Series;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Metrics of the job and processor times at a moment.
 *
 * @param uptimeSeconds time since the start of the process
 * @param metrics values by series
 * @param threadNanos processor time by kind of thread
 */
record Moment(double uptimeSeconds, Map<Series, Double> metrics, Map<String, Double> threadNanos) {
    static final String RECORDS_IN = "numRecordsIn";
    static final String BYTES_IN = "numBytesIn";
    static final String EVALUATIONS = "evaluations";
    static final String ROWS = "rows_written";
    static final String RECORDS_SENT = "numRecordsSend";
    static final String BYTES_SENT = "numBytesSend";

    static Moment now() {
        return new Moment(
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
                RecordMeter.values(List.of(RECORDS_IN, BYTES_IN, EVALUATIONS, ROWS, RECORDS_SENT, BYTES_SENT)),
                ThreadTimes.now());
    }
}
