package io.convergence.launcher.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Counts and durations of a replay, for {@code summary.json}.
 *
 * @param published records published for the job
 * @param outcome records published by the job
 * @param objectives rows stored for objectives
 * @param eventRows rows stored for events, by table
 * @param parallelism of the job
 * @param stateBackend of the job
 * @param startSeconds from the submission of the job, after everything was published, until all its tasks ran
 * @param seconds from then until the job had stopped with a savepoint and had committed its last transactions
 */
record ReplaySummary(
        PublishedCounts published,
        JobOutputCounts outcome,
        ObjectiveRowCounts objectives,
        Map<String, Long> eventRows,
        int parallelism,
        String stateBackend,
        double startSeconds,
        double seconds) {

    /** Beacons, results and events that were published, without heartbeats. */
    long recordsIn() {
        return published.beacons() + published.results() + published.events();
    }

    /** Published records per second of the job. */
    double recordsPerSecond() {
        return recordsIn() / seconds;
    }

    /** Writes the summary as one JSON object. */
    void write(Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(output)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("records_in", recordsIn());
            json.writeNumberField("beacons_in", published.beacons());
            json.writeNumberField("synthetic_in", published.results());
            json.writeNumberField("events_in", published.events());
            json.writeNumberField("heartbeats", published.heartbeats());
            json.writeObjectFieldStart("rejected");
            for (Map.Entry<String, Long> reason : outcome.rejected().entrySet()) {
                json.writeNumberField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("late", outcome.lateBeacons() + outcome.lateResults());
            json.writeNumberField("late_beacons", outcome.lateBeacons());
            json.writeNumberField("late_synthetic", outcome.lateResults());
            json.writeNumberField("verdicts", outcome.verdicts());
            json.writeNumberField("verdict_changes", outcome.verdictChanges());
            json.writeNumberField("signals", outcome.signals());
            json.writeNumberField("slo_signals", outcome.sloSignals());
            json.writeNumberField("slo_documents", objectives.documents());
            json.writeNumberField("slo_snapshots", objectives.snapshots());
            json.writeNumberField("slo_reports", objectives.reports());
            json.writeObjectFieldStart("event_rows");
            for (Map.Entry<String, Long> table : eventRows.entrySet()) {
                json.writeNumberField(table.getKey(), table.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("parallelism", parallelism);
            json.writeStringField("state_backend", stateBackend);
            json.writeFieldName("start_seconds");
            json.writeNumber(BigDecimal.valueOf(startSeconds).setScale(3, RoundingMode.HALF_UP));
            json.writeFieldName("seconds");
            json.writeNumber(BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP));
            json.writeNumberField("records_per_second", Math.round(recordsPerSecond()));
            json.writeEndObject();
            json.flush();
            output.write('\n');
        }
    }
}
