package io.convergence.core.event;

import static java.util.Objects.requireNonNull;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.Field;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.SharedFields;
import io.convergence.core.ingest.StrictJson;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strict decoder of records of {@code rum.events}. Fields come in any order; an unknown field, measure or label, a
 * duplicate and a wrong type make the record malformed. Redaction is applied again, which changes nothing that the
 * gateway wrote. Thread-safe.
 */
public final class EventDecoder {
    private static final Field TYPE = Field.of(6, "type", "a type of event");
    private static final Field AT = Field.integer(7, "at", 0, Field.LATEST);
    private static final Field SESSION = Field.text(8, "session", Alphabet.ID);
    private static final Field VIEW = Field.text(9, "view", Alphabet.ID);
    private static final Field HOST = Field.of(10, "host", "a normalised host name or IP literal");
    private static final Field PAGE = Field.of(11, "page", "a text");
    private static final Field NAME = Field.of(12, "name", "a name of its type");
    private static final Field VALUE = Field.of(13, "value", "a number that its type admits");
    private static final Field MEASURES = Field.of(14, "measures", "an object of numbers");
    private static final Field LABELS = Field.of(15, "labels", "an object of texts");
    private static final Field TAGS = Field.of(16, "tags", "an object of at most " + RumEvent.MAX_TAGS + " texts");
    private static final List<Field> REQUIRED = List.of(
            SharedFields.VERSION,
            SharedFields.ID,
            SharedFields.TENANT,
            SharedFields.APP,
            TYPE,
            SharedFields.RECEIVED_AT,
            AT);

    private final StrictJson json = new StrictJson();

    /** A decoder. */
    public EventDecoder() {}

    /** The event or heartbeat of a record, or its rejection. */
    public Decoded<RumEvent> decode(byte[] record) {
        if (record.length > RumEvent.MAX_BYTES) {
            return new Decoded.Rejected<>(Rejection.tooLarge(RumEvent.MAX_BYTES));
        }
        Parts parts = new Parts();
        try (RecordReader reader = json.open(record)) {
            return parts.read(reader);
        } catch (IOException e) {
            return new Decoded.Rejected<>(Rejection.malformed(e, Alphabet.NAME.orNull(parts.tenant)));
        }
    }

    /** The fields of one record as they are read. */
    private static final class Parts {
        private final EventDraft untyped = new EventDraft(EventType.SESSION);
        private String id = "";
        private String tenant = "";
        private String app = "";
        private long receivedAt;
        private @Nullable EventType type;
        private @Nullable String name;
        private @Nullable Double value;

        private Decoded<RumEvent> read(RecordReader reader) throws IOException {
            CheckedFields fields = new CheckedFields(reader);
            for (String field = fields.next(); field != null; field = fields.next()) {
                read(field, fields, reader);
            }
            Decoded<RumEvent> heartbeat = fields.heartbeat();
            if (heartbeat != null) {
                return heartbeat;
            }
            fields.requireAll(REQUIRED);
            RumEvent event = type == null ? null : built(type, fields);
            Rejection rejection = fields.rejection(Alphabet.NAME.orNull(tenant));
            if (rejection != null) {
                return new Decoded.Rejected<>(rejection);
            }
            return new Decoded.Accepted<>(requireNonNull(event));
        }

        private @Nullable RumEvent built(EventType known, CheckedFields fields) {
            EventDraft typed = untyped.typed(known).name(name).value(value);
            fields.require(name == null || typed.name() != null, NAME);
            RumEvent event = typed.build(id, tenant, app, receivedAt);
            fields.require(event != null && (value == null || event.value() != null), VALUE);
            return event;
        }

        private void read(String field, CheckedFields fields, RecordReader reader) throws IOException {
            switch (field) {
                case "v" -> fields.integer(SharedFields.VERSION);
                case "id" -> id = fields.text(SharedFields.ID, Alphabet.ID);
                case "tenant" -> tenant = fields.text(SharedFields.TENANT, Alphabet.NAME);
                case "app" -> app = fields.text(SharedFields.APP, Alphabet.NAME);
                case "received_at" -> receivedAt = fields.integer(SharedFields.RECEIVED_AT);
                case "heartbeat" -> fields.readHeartbeat();
                case "type" -> {
                    type = EventType.of(fields.text(TYPE));
                    fields.require(type != null, TYPE);
                }
                case "at" -> untyped.at(fields.integer(AT));
                case "session" -> untyped.session(fields.text(SESSION, Alphabet.ID));
                case "view" -> untyped.view(fields.text(VIEW, Alphabet.ID));
                case "host" -> {
                    String host = fields.text(HOST);
                    fields.require(host.equals(HostName.normalise(host)), HOST);
                    untyped.host(host);
                }
                case "page" -> untyped.page(fields.text(PAGE));
                case "name" -> name = fields.text(NAME);
                case "value" -> value = reader.number(VALUE);
                default -> readMap(field, fields, reader);
            }
        }

        private void readMap(String field, CheckedFields fields, RecordReader reader) throws IOException {
            switch (field) {
                case "measures" -> readMeasures(fields, reader);
                case "labels" -> readLabels(fields, reader);
                case "tags" -> {
                    Map<String, String> tags = reader.texts(TAGS, Alphabet.NAME::admits);
                    fields.require(tags.size() <= RumEvent.MAX_TAGS, TAGS);
                    tags.forEach(untyped::tag);
                }
                default -> throw fields.unknownField();
            }
        }

        private void readMeasures(CheckedFields fields, RecordReader reader) throws IOException {
            Map<String, Double> measures = reader.numbers(MEASURES, EventMeasures::knows);
            for (Map.Entry<String, Double> measure : measures.entrySet()) {
                fields.require(EventMeasures.admits(measure.getKey(), measure.getValue()), MEASURES);
            }
            untyped.fields().measures(measures);
        }

        private void readLabels(CheckedFields fields, RecordReader reader) throws IOException {
            Map<String, String> labels = reader.texts(LABELS, EventLabels::knows);
            for (Iterator<Map.Entry<String, String>> entries = labels.entrySet().iterator(); entries.hasNext(); ) {
                Map.Entry<String, String> label = entries.next();
                String normal = EventLabels.normalise(label.getKey(), label.getValue());
                fields.require(normal != null, LABELS);
                if (normal == null || label.getValue().isEmpty()) {
                    entries.remove();
                } else {
                    label.setValue(normal);
                }
            }
            untyped.fields().labels(labels);
        }
    }
}
