package io.convergence.gateway.route;

import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.EventBody;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.gateway.filter.FilterValue;
import io.convergence.gateway.metrics.RecordingMetrics;
import io.convergence.gateway.metrics.RecordingMetrics.Outcome;
import io.convergence.gateway.recording.MaskMode;
import io.convergence.gateway.recording.RecordingMask;
import io.convergence.gateway.recording.RefusedSegmentException;
import io.convergence.gateway.recording.SegmentFacts;
import io.convergence.gateway.recording.SegmentJson;
import io.convergence.gateway.recording.SegmentUpload;
import io.convergence.gateway.registry.Dsn;
import io.convergence.gateway.registry.Registry;
import io.convergence.gateway.settings.RecordingSettings;
import io.convergence.recordings.ObjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, masks and stores segments of recordings. Called by worker threads; thread-safe. */
final class RecordingIntake {
    /** Largest segment in bytes, as sent and plain. */
    static final int MAX_BYTES = 32 << 20;

    /** Largest position of a segment within its view. */
    private static final long MAX_INDEX = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(RecordingIntake.class);

    private final GatewayContext gateway;
    private final EventPlane plane;
    private final RecordingSettings settings;
    private final RecordingMetrics metrics;

    RecordingIntake(GatewayContext gateway, EventPlane plane) {
        this.gateway = gateway;
        this.plane = plane;
        this.settings = gateway.settings().events().recordings();
        this.metrics = gateway.metrics().recordings();
    }

    /**
     * A request whose body has arrived.
     *
     * @param dsn DSN of the token; null on a path where the form names an application id
     * @param registry current registry
     * @param body body as sent
     * @param coding value of Content-Encoding, or null
     * @param contentType value of Content-Type, or empty
     * @param origin value of Origin, or null
     * @param optedOut whether the headers ask not to be tracked (DNT, Sec-GPC)
     * @param isDry whether nothing is stored
     * @param client client of the request
     * @param receivedAt receive time in epoch milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(
            @Nullable Dsn dsn,
            Registry registry,
            byte[] body,
            @Nullable String coding,
            String contentType,
            @Nullable String origin,
            boolean optedOut,
            boolean isDry,
            EventClient client,
            long receivedAt) {}

    /**
     * What was done with a segment.
     *
     * @param dsn its DSN
     * @param outcome the outcome; {@code STORED} once the event is published
     * @param event event to publish, or null for none
     * @param waitSeconds seconds after which the rate of the DSN admits the segment; 0 when it does
     */
    record Taken(Dsn dsn, Outcome outcome, @Nullable RumEvent event, long waitSeconds) {}

    /** Checks, masks and stores the segment of a request. */
    Taken take(Request request) throws RefusedEventsException {
        SegmentUpload upload = upload(request);
        Dsn dsn = request.dsn() == null ? dsnOfApp(upload, request.registry()) : request.dsn();
        try {
            if (request.dsn() == null) {
                EventIngestRoute.requireOrigin(dsn, request.origin());
                requireEnabled(dsn);
            }
            requireConsent(dsn, upload, request.optedOut());
            ObjectName name = name(dsn, upload, request.receivedAt());
            Map<String, FilterValue> values = upload.form().filterValues();
            FilterRules ofDsn = dsn.recordings().rules();
            if (settings.rules().match(values) || ofDsn.match(values)) {
                return new Taken(dsn, Outcome.FILTERED, null, 0);
            }
            long wait = plane.segmentRates().secondsToWaitForSegment(dsn, request.body().length);
            return wait > 0 ? new Taken(dsn, Outcome.REFUSED, null, wait) : store(request, dsn, upload, name);
        } catch (RefusedEventsException e) {
            metrics.count(dsn.tenant(), Outcome.REFUSED, request.body().length);
            throw e;
        }
    }

    /** Refuses a DSN that records no sessions. */
    static void requireEnabled(Dsn dsn) throws RefusedEventsException {
        if (!dsn.recordings().enabled()) {
            throw new RefusedEventsException(
                    403, "not_enabled", "notEnabled", RejectReason.ORIGIN, "the DSN does not record sessions");
        }
    }

    private static SegmentUpload upload(Request request) throws RefusedEventsException {
        byte[] body = EventBody.decode(request.body(), request.coding(), MAX_BYTES);
        if (request.contentType().startsWith(SegmentMultipart.MEDIA_TYPE)) {
            return SegmentMultipart.read(body, request.contentType());
        }
        try {
            return SegmentJson.read(body);
        } catch (RefusedSegmentException e) {
            throw refusal(e);
        }
    }

    private static Dsn dsnOfApp(SegmentUpload upload, Registry registry) throws RefusedEventsException {
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

    private static void requireConsent(Dsn dsn, SegmentUpload upload, boolean optedOut) throws RefusedEventsException {
        boolean given = upload.consent() == null ? !dsn.consentRequired() : upload.consent();
        if (optedOut || !given) {
            throw RefusedEventsException.noConsent();
        }
    }

    private static ObjectName name(Dsn dsn, SegmentUpload upload, long receivedAt) throws RefusedEventsException {
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

    private Taken store(Request request, Dsn dsn, SegmentUpload upload, ObjectName name) throws RefusedEventsException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        SegmentFacts facts = mask(upload, dsn.recordings().mask(), object);
        RumEvent event = event(request, dsn, upload, name, facts, object.size());
        if (request.isDry()) {
            return new Taken(dsn, Outcome.STORED, null, 0);
        }
        boolean isStored = plane.publisher().isReady() && put(name, object.toByteArray());
        return new Taken(dsn, isStored ? Outcome.STORED : Outcome.UNAVAILABLE, isStored ? event : null, 0);
    }

    private SegmentFacts mask(SegmentUpload upload, MaskMode mode, ByteArrayOutputStream object)
            throws RefusedEventsException {
        try (GZIPOutputStream compressed = new GZIPOutputStream(object)) {
            return new RecordingMask(mode, MAX_BYTES, settings.admitsUnverified())
                    .mask(upload.bytes(), upload.array(), compressed);
        } catch (RefusedSegmentException e) {
            throw refusal(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RumEvent event(
            Request request, Dsn dsn, SegmentUpload upload, ObjectName name, SegmentFacts facts, int bytes)
            throws RefusedEventsException {
        EventBatch batch = new EventBatch(
                dsn,
                List.of(upload.form().event(facts, dsn.recordings().mask(), name, bytes)),
                0,
                upload.consent(),
                facts.endedAt());
        List<RumEvent> events = plane.rules()
                .admit(
                        batch,
                        request.optedOut(),
                        request.receivedAt(),
                        request.client().labels(dsn, plane, gateway))
                .events();
        if (events.isEmpty()) {
            throw RefusedEventsException.counted(
                    400,
                    RejectReason.INVALID_FIELD,
                    "invalidSegment",
                    "the segment must have an event within its rules");
        }
        return events.get(0);
    }

    private boolean put(ObjectName name, byte[] object) {
        long start = System.nanoTime();
        try {
            return plane.recordings().open().put(name, object);
        } catch (IOException e) {
            LOG.warn("a segment could not be stored: {}", e.getClass().getName());
            return false;
        } finally {
            metrics.observeStore(System.nanoTime() - start);
        }
    }

    private static RefusedEventsException refusal(RefusedSegmentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return refusal.isTooLarge()
                ? RefusedEventsException.tooLarge(message)
                : RefusedEventsException.malformed("invalidSegment", message);
    }
}
