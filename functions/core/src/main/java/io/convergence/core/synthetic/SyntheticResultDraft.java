package io.convergence.core.synthetic;

import static java.util.Objects.requireNonNull;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.SharedFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Fields of one synthetic result while it is being read. Used for one result. */
final class SyntheticResultDraft {
    /** Largest time by which a check may start after its result was received, milliseconds: a tolerance for clocks. */
    private static final long MAX_AHEAD_MILLIS = 60_000;

    private final SyntheticTexts texts;
    private final long maxAgeMillis;
    private @Nullable String id;
    private @Nullable String tenant;
    private @Nullable String app;
    private @Nullable String host;
    private @Nullable String check;
    private @Nullable String type;
    private @Nullable String location;
    private @Nullable String error;
    private @Nullable Integer statusCode;
    private boolean success;
    private long startedAt;
    private long receivedAt;
    private double duration;

    SyntheticResultDraft(SyntheticTexts texts, long maxAgeMillis) {
        this.texts = texts;
        this.maxAgeMillis = maxAgeMillis;
    }

    /** The tenant, or null before it has been read and when it is invalid. */
    @Nullable
    String tenant() {
        return tenant;
    }

    /** Reads the record to its end: a result, a heartbeat or a rejection. */
    Decoded<SyntheticResult> read(CheckedFields fields) throws IOException {
        for (String name = fields.next(); name != null; name = fields.next()) {
            readField(name, fields);
        }
        Decoded<SyntheticResult> heartbeat = fields.heartbeat();
        if (heartbeat != null) {
            return heartbeat;
        }
        fields.requireAll(SyntheticFields.REQUIRED);
        return validated(fields);
    }

    /**
     * Reads a posted result, without the fields that the receiver adds, to its end.
     *
     * @param postedBy tenant that posted it
     * @param postedAt receive time, epoch milliseconds
     */
    Decoded<SyntheticResult> readPosted(CheckedFields fields, String postedBy, long postedAt) throws IOException {
        for (String name = fields.next(); name != null; name = fields.next()) {
            if (name.equals(SharedFields.HEARTBEAT.name()) || isAdded(name)) {
                throw fields.unknownField();
            }
            readField(name, fields);
        }
        tenant = postedBy;
        receivedAt = postedAt;
        fields.requireAll(SyntheticFields.REQUIRED_OF_POSTED);
        return validated(fields);
    }

    private static boolean isAdded(String name) {
        return SyntheticFields.ADDED.stream().anyMatch(field -> field.name().equals(name));
    }

    private Decoded<SyntheticResult> validated(CheckedFields fields) {
        Rejection invalid = fields.rejection(tenant);
        Rejection rejection = invalid == null ? rejectionByTime() : invalid;
        return rejection == null ? new Decoded.Accepted<>(build()) : new Decoded.Rejected<>(rejection);
    }

    private void readField(String name, CheckedFields fields) throws IOException {
        switch (name) {
            case "v" -> fields.integer(SharedFields.VERSION);
            case "id" -> id = fields.text(SharedFields.ID, Alphabet.ID);
            case "tenant" -> tenant = fields.text(SharedFields.TENANT, texts.names());
            case "app" -> app = fields.text(SharedFields.APP, texts.names());
            case "host" -> host = fields.text(SyntheticFields.HOST, texts.hosts());
            case "check" -> check = fields.text(SyntheticFields.CHECK, texts.names());
            case "type" -> type = fields.text(SyntheticFields.TYPE, texts.types());
            case "success" -> success = fields.flag(SyntheticFields.SUCCESS);
            case "started_at" -> startedAt = fields.integer(SyntheticFields.STARTED_AT);
            case "received_at" -> receivedAt = fields.integer(SharedFields.RECEIVED_AT);
            case "duration_ms" -> duration = fields.number(SyntheticFields.DURATION);
            case "status_code" -> statusCode = (int) fields.integer(SyntheticFields.STATUS_CODE);
            case "location" -> location = fields.text(SyntheticFields.LOCATION, texts.names());
            case "error" -> error = fields.text(SyntheticFields.ERROR, texts.errors());
            case "heartbeat" -> fields.readHeartbeat();
            default -> throw fields.unknownField();
        }
    }

    private @Nullable Rejection rejectionByTime() {
        if (startedAt - receivedAt > MAX_AHEAD_MILLIS) {
            return new Rejection(
                    RejectReason.FUTURE,
                    tenant,
                    "started_at must be at most " + MAX_AHEAD_MILLIS + " ms after received_at");
        }
        if (receivedAt - startedAt > maxAgeMillis) {
            return new Rejection(
                    RejectReason.STALE,
                    tenant,
                    "started_at must be at most " + maxAgeMillis + " ms before received_at");
        }
        return null;
    }

    private SyntheticResult build() {
        return new SyntheticResult(
                requireNonNull(id),
                requireNonNull(tenant),
                app,
                requireNonNull(host),
                requireNonNull(check),
                requireNonNull(type),
                success,
                startedAt,
                receivedAt,
                duration,
                statusCode,
                location,
                error);
    }
}
