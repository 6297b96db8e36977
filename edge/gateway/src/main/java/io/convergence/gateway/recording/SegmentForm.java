package io.convergence.gateway.recording;

import io.convergence.core.dsn.MaskMode;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.gateway.filter.FilterValue;
import io.convergence.recordings.ObjectName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Form fields of a segment, as the upload of DataKit names them. What the fields say of the records is not trusted: the
 * event of the segment has the facts of its masked records.
 *
 * @param texts text of each field by name
 */
public record SegmentForm(Map<String, String> texts) {
    private static final Set<String> NUMBERS =
            Set.of("raw_segment_size", "records_count", "index_in_view", "start", "end");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Map<String, String> LABELS = Map.of(
            "creation_reason", "creation_reason",
            "env", "env",
            "sdk_name", "sdk",
            "sdk_version", "sdk_version",
            "service", "service",
            "source", "source",
            "version", "version");

    public SegmentForm {
        texts = Map.copyOf(texts);
    }

    /** The text of a field, or null. */
    public @Nullable String text(String field) {
        return texts.get(field);
    }

    /** The position of the segment within its view, 0 when the form has none; null when it is no number. */
    public @Nullable Long index() {
        String index = texts.getOrDefault("index_in_view", "0");
        return NUMBER.matcher(index).matches() ? (Long) Long.parseLong(index) : null;
    }

    /** The values that filter rules compare. A number that is not valid is a text. */
    public Map<String, FilterValue> filterValues() {
        Map<String, FilterValue> values = new HashMap<>();
        texts.forEach((field, text) -> values.put(
                field,
                NUMBERS.contains(field) && NUMBER.matcher(text).matches()
                        ? new FilterValue.Numeric(Double.parseDouble(text))
                        : new FilterValue.Text(text)));
        return values;
    }

    /**
     * The event of a stored segment.
     *
     * @param bytes size of the object
     */
    public EventDraft event(SegmentFacts facts, MaskMode mode, ObjectName name, long bytes) {
        EventDraft draft = new EventDraft(EventType.REPLAY)
                .name("segment")
                .at(facts.startedAt())
                .session(name.session())
                .view(name.view())
                .measure("index", (double) name.index())
                .measure("records", (double) facts.records())
                .measure("bytes", (double) bytes)
                .measure("raw_bytes", (double) facts.rawBytes())
                .measure("started_at", (double) facts.startedAt())
                .measure("ended_at", (double) facts.endedAt())
                .label("full_snapshot", String.valueOf(facts.fullSnapshot()))
                .label("mask", mode.label())
                .label("object", name.toString());
        LABELS.forEach((field, label) -> draft.label(label, texts.get(field)));
        return draft;
    }
}
