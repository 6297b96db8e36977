package io.convergence.core.dsn;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/** Reader of the block {@code replay} of a DSN. */
final class RecordingEntry {
    private static final int MAX_BYTES = 2_000_000_000;

    private RecordingEntry() {}

    /**
     * The rules of a DSN for recordings. Problems of the block are reported to its fields; a broken filter rule is no such
     * problem, because the other rules still apply.
     */
    static RecordingRules read(Fields dsn, DsnSpelling spelling) {
        Fields block = dsn.fields("replay");
        if (block == null) {
            return RecordingRules.NONE;
        }
        boolean enabled = Boolean.TRUE.equals(block.flag("enabled"));
        MaskMode mask = mask(block);
        int bytes = bytesPerMinute(block, spelling.name("bytes-per-minute"));
        List<String> rules = new ArrayList<>();
        for (Value rule : EntryScalar.items(block, "rules")) {
            String text = EntryScalar.text(rule);
            if (text != null) {
                rules.add(text);
            }
        }
        block.reportUnknown();
        return new RecordingRules(enabled, mask, bytes, rules);
    }

    private static MaskMode mask(Fields block) {
        String text = EntryScalar.text(block.get("mask"));
        for (MaskMode mode : MaskMode.values()) {
            if (mode.label().equals(text)) {
                return mode;
            }
        }
        if (text != null) {
            block.error("mask", "must be text or inputs");
        }
        return MaskMode.TEXT;
    }

    private static int bytesPerMinute(Fields block, String field) {
        String text = EntryScalar.text(block.get(field));
        if (text == null) {
            return RecordingRules.NONE.bytesPerMinute();
        }
        if (text.matches("\\d{1,10}") && Long.parseLong(text) <= MAX_BYTES) {
            return Integer.parseInt(text);
        }
        block.error(field, "must be a whole number from 0 to " + MAX_BYTES);
        return RecordingRules.NONE.bytesPerMinute();
    }
}
