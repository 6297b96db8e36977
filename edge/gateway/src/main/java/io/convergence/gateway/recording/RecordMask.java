package io.convergence.gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.dsn.MaskMode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/*
 * Types of records: 2 full snapshot, 3 change, 4 page; sources of changes: 0 mutation, 5 input, 8, 13 and 15 styles.
 * https://github.com/rrweb-io/rrweb/blob/main/packages/types/src/index.ts
 * https://github.com/DataDog/rum-events-format/tree/master/schemas/session-replay/browser
 * What is not read here is masked as unknown: records of plugins and of the site, drawings, logs.
 */
/** Masking of the records of a segment, in their order. Not thread-safe. */
final class RecordMask {
    /** Type of the record that has the whole page. */
    static final int FULL_SNAPSHOT = 2;

    private static final int CHANGE = 3;
    private static final int PAGE = 4;
    private static final int MUTATION = 0;
    private static final int INPUT = 5;

    /** What the site itself, a plugin or a log adds to a record; it can be anything and is not kept. */
    private static final String PAYLOAD = "payload";

    private static final Set<Integer> STYLES = Set.of(8, 13, 15);
    private static final Set<String> MUTATIONS = Set.of("texts", "attributes", "adds");

    private final MaskCounts counts;
    private final PageMask page;

    RecordMask(MaskMode mode, MaskCounts counts) {
        this.counts = counts;
        this.page = new PageMask(mode, counts);
    }

    /** Masks a record in place. */
    void mask(ObjectNode record) {
        int type = record.path("type").intValue();
        if (record.get("data") instanceof ObjectNode data && data.has(PAYLOAD)) {
            data.putNull(PAYLOAD);
        }
        for (Map.Entry<String, JsonNode> field : new ArrayList<>(record.properties())) {
            boolean isKnown = field.getKey().equals("data")
                    && field.getValue() instanceof ObjectNode data
                    && maskData(type, data);
            if (!isKnown) {
                record.set(field.getKey(), UnknownMask.mask(field.getValue()));
            }
        }
    }

    /** Masks the data of a record of a known type. */
    private boolean maskData(int type, ObjectNode data) {
        switch (type) {
            case FULL_SNAPSHOT -> {
                UnknownMask.maskOthers(data, Set.of("node"));
                page.maskNode(data, null);
            }
            case CHANGE -> maskChange(data);
            case PAGE -> {
                JsonNode href = data.path("href");
                UnknownMask.maskOthers(data, Set.of("href"));
                if (!href.isMissingNode()) {
                    counts.countPage();
                    data.put("href", MaskedText.page(href.asText("")));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void maskChange(ObjectNode data) {
        int source = data.path("source").asInt(-1);
        if (source == MUTATION) {
            UnknownMask.maskOthers(data, MUTATIONS);
            maskChanges(data, "adds", "node", add -> {
                JsonNode parent = add.path("parentId");
                page.maskNode(add, parent.isIntegralNumber() ? (Long) parent.longValue() : null);
            });
            maskChanges(data, "texts", "value", page::maskText);
            maskChanges(data, "attributes", "attributes", page::maskAttributes);
        } else if (STYLES.contains(source)) {
            StyleMask.mask(data);
        } else if (data.has("text")) {
            String text = data.path("text").asText("");
            UnknownMask.maskOthers(data, Set.of("text"));
            data.put("text", MaskedText.stars(text));
            if (source == INPUT) {
                counts.countInput();
            }
        } else {
            UnknownMask.mask(data);
        }
    }

    /** Masks a list of changes, each an object with one field of known meaning. */
    private static void maskChanges(ObjectNode data, String list, String known, Consumer<ObjectNode> mask) {
        if (!data.has(list)) {
            return;
        }
        if (!(data.get(list) instanceof ArrayNode changes)) {
            data.putArray(list);
            return;
        }
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof ObjectNode change) {
                UnknownMask.maskOthers(change, Set.of(known));
                mask.accept(change);
            } else {
                changes.set(i, UnknownMask.mask(changes.get(i)));
            }
        }
    }
}
