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
 * What a replay came to.
 *
 * @param published what went in
 * @param outcome what came out
 * @param objectives what was stored of objectives
 * @param parallelism of the job
 * @param stateBackend of the job
 * @param startSeconds from the job's submission, with everything published, until every task of it ran
 * @param seconds from then until the job had stopped with its savepoint and its last transactions were committed
 */
record ReplaySummary(
        Published published,
        ReplayOutcome outcome,
        SloOutcome objectives,
        int parallelism,
        String stateBackend,
        double startSeconds,
        double seconds) {

    /** Records read, without heartbeats. */
    long recordsIn() {
        return published.beacons() + published.results();
    }

    /** Records over seconds. */
    double recordsPerSecond() {
        return recordsIn() / seconds;
    }

    /** Writes it as one JSON object. */
    void write(Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(output)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("records_in", recordsIn());
            json.writeNumberField("beacons_in", published.beacons());
            json.writeNumberField("synthetic_in", published.results());
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
