package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.MaskMode;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.gateway.filter.FilterValue;
import io.convergence.gateway.metrics.RecordingMetrics;
import io.convergence.gateway.metrics.RecordingMetrics.Outcome;
import io.convergence.gateway.recording.RecordingMask;
import io.convergence.gateway.recording.RefusedSegmentException;
import io.convergence.gateway.recording.SegmentFacts;
import io.convergence.gateway.recording.SegmentUpload;
import io.convergence.gateway.registry.Registry;
import io.convergence.gateway.settings.RecordingSettings;
import io.convergence.recordings.ObjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, masks and stores segments of recordings. Called by worker threads; thread-safe. */
final class RecordingIntake {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingIntake.class);

    /**
     * Segments of all event loops that are decoded and masked at once. Each may take 60 MB meanwhile, however small its body is:
     * the largest plain segment, and the window of its coding. Storing waits for a store and holds the masked object only.
     */
    private static final Semaphore DECODING = new Semaphore(2);

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

    /** What was done with a segment, and the object to store before, if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Masked(Taken taken, @Nullable ObjectName name, byte[] object) {
        static Masked without(Dsn dsn, Outcome outcome, long waitSeconds) {
            return new Masked(new Taken(dsn, outcome, null, waitSeconds), null, new byte[0]);
        }
    }

    /** Checks, masks and stores the segment of a request. */
    Taken take(Request request) throws RefusedEventsException {
        Masked masked;
        DECODING.acquireUninterruptibly();
        try {
            masked = check(request);
        } finally {
            DECODING.release();
        }
        ObjectName name = masked.name();
        if (name == null || (plane.publisher().isReady() && put(name, masked.object()))) {
            return masked.taken();
        }
        return new Taken(masked.taken().dsn(), Outcome.UNAVAILABLE, null, 0);
    }

    private Masked check(Request request) throws RefusedEventsException {
        SegmentUpload upload = SegmentChecks.upload(request.body(), request.coding(), request.contentType());
        Dsn dsn = request.dsn() == null ? SegmentChecks.dsnOfApp(upload, request.registry()) : request.dsn();
        try {
            if (request.dsn() == null) {
                EventEntry.requireOrigin(dsn, request.origin());
                SegmentChecks.requireEnabled(dsn);
            }
            SegmentChecks.requireConsent(dsn, upload, request.optedOut());
            ObjectName name = SegmentChecks.name(dsn, upload, request.receivedAt());
            Map<String, FilterValue> values = upload.form().filterValues();
            FilterRules ofDsn = request.registry().recordingRules(dsn);
            if (settings.rules().match(values) || ofDsn.match(values)) {
                return Masked.without(dsn, Outcome.FILTERED, 0);
            }
            long wait = plane.segmentRates().secondsToWaitForSegment(dsn, request.body().length);
            return wait > 0 ? Masked.without(dsn, Outcome.REFUSED, wait) : mask(request, dsn, upload, name);
        } catch (RefusedEventsException e) {
            metrics.count(dsn.tenant(), Outcome.REFUSED, request.body().length);
            throw e;
        }
    }

    private Masked mask(Request request, Dsn dsn, SegmentUpload upload, ObjectName name) throws RefusedEventsException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        SegmentFacts facts = mask(upload, dsn.recordings().mask(), object);
        RumEvent event = event(request, dsn, upload, name, facts, object.size());
        if (request.isDry()) {
            return Masked.without(dsn, Outcome.STORED, 0);
        }
        return new Masked(new Taken(dsn, Outcome.STORED, event, 0), name, object.toByteArray());
    }

    private SegmentFacts mask(SegmentUpload upload, MaskMode mode, ByteArrayOutputStream object)
            throws RefusedEventsException {
        try (GZIPOutputStream compressed = new GZIPOutputStream(object)) {
            return new RecordingMask(mode, SegmentChecks.MAX_BYTES, settings.admitsUnverified())
                    .mask(upload.bytes(), upload.array(), compressed);
        } catch (RefusedSegmentException e) {
            throw SegmentChecks.refusal(e);
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
            LOG.warn("a segment could not be stored: {}", e.getMessage());
            return false;
        } finally {
            metrics.observeStore(System.nanoTime() - start);
        }
    }
}
