package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.event.EventBody;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.recording.RefusedSegmentException;
import io.convergence.gateway.recording.SegmentJson;
import io.convergence.gateway.recording.SegmentUpload;
import io.convergence.gateway.registry.Registry;
import io.convergence.recordings.ObjectName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Checks of a segment of a recording before its records are read. */
final class SegmentChecks {
    /** Largest segment in bytes, as sent and plain. */
    static final int MAX_BYTES = 32 << 20;

    /** Largest position of a segment within its view. */
    private static final long MAX_INDEX = 1_000_000;

    private SegmentChecks() {}

    /** Refuses a DSN that records no sessions. */
    static void requireEnabled(Dsn dsn) throws RefusedEventsException {
        if (!dsn.recordings().enabled()) {
            throw new RefusedEventsException(
                    403, "not_enabled", "notEnabled", RejectReason.ORIGIN, "the DSN does not record sessions");
        }
    }

    /** The segment of a body in its content coding: a form, or one JSON object. */
    static SegmentUpload upload(byte[] sent, @Nullable String coding, String contentType)
            throws RefusedEventsException {
        byte[] body = EventBody.decode(sent, coding, MAX_BYTES);
        if (SegmentMultipart.isForm(contentType)) {
            return SegmentMultipart.read(body, contentType);
        }
        try {
            return SegmentJson.read(body);
        } catch (RefusedSegmentException e) {
            throw refusal(e);
        }
    }

    /** The DSN that lists the application id of a form. */
    static Dsn dsnOfApp(SegmentUpload upload, Registry registry) throws RefusedEventsException {
        String appId = upload.form().text("app_id");
        if (appId == null) {
            throw RefusedEventsException.counted(
                    400, RejectReason.INVALID_FIELD, "missingAppID", "the form must have an app_id");
        }
        Dsn dsn = registry.dsnOfApp(appId);
        if (dsn == null) {
            throw RefusedEventsException.counted(
                    403, RejectReason.UNKNOWN_KEY, "RUMAppIdNotInWhiteList", "app_id must be on the list of a DSN");
        }
        return dsn;
    }

    /** Refuses a segment without the consent that its DSN requires, and every one of a client that opted out. */
    static void requireConsent(Dsn dsn, SegmentUpload upload, boolean optedOut) throws RefusedEventsException {
        boolean given = upload.consent() == null ? !dsn.consentRequired() : upload.consent();
        if (optedOut || !given) {
            throw RefusedEventsException.noConsent();
        }
    }

    /** The name of the object of a segment, which must have a session and a position. */
    static ObjectName name(Dsn dsn, SegmentUpload upload, long receivedAt) throws RefusedEventsException {
        String session = upload.form().text("session_id");
        String view = upload.form().text("view_id");
        Long index = upload.form().index();
        if (session == null || !Alphabet.ID.admits(session) || index == null || index > MAX_INDEX) {
            throw RefusedEventsException.counted(
                    400,
                    RejectReason.INVALID_FIELD,
                    "invalidSegment",
                    "the segment must have a session_id, and an index of at most " + MAX_INDEX);
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(receivedAt), ZoneOffset.UTC);
        String known = view == null || !Alphabet.ID.admits(view) ? "" : view;
        return new ObjectName(day, dsn.tenant(), session, known, index);
    }

    /** The answer to a segment that is refused. */
    static RefusedEventsException refusal(RefusedSegmentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return refusal.isTooLarge()
                ? RefusedEventsException.tooLarge(message)
                : RefusedEventsException.malformed("invalidSegment", message);
    }
}
