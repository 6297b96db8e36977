package io.convergence.gateway.registry;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.gateway.recording.MaskMode;
import java.util.ArrayList;
import java.util.List;

/** Reader of the block {@code replay} of a DSN in the registry file. */
final class RecordingEntry {
    private static final int MAX_BYTES = 2_000_000_000;

    private RecordingEntry() {}

    /**
     * The rules of a DSN for recordings. Problems of the block are reported to its fields; a broken filter rule is no such
     * problem, because the other rules still apply.
     */
    static RecordingRules read(Fields dsn) {
        Fields block = dsn.fields("replay");
        if (block == null) {
            return RecordingRules.NONE;
        }
        boolean enabled = Boolean.TRUE.equals(block.flag("enabled"));
        MaskMode mask = mask(block);
        int bytes = bytesPerMinute(block);
        List<String> rules = new ArrayList<>();
        for (Value rule : EntryScalar.items(block, "rules")) {
            String text = EntryScalar.text(rule);
            if (text != null) {
                rules.add(text);
            }
        }
        block.reportUnknown();
        return new RecordingRules(enabled, mask, bytes, FilterRules.of(rules));
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

    private static int bytesPerMinute(Fields block) {
        String text = EntryScalar.text(block.get("bytes-per-minute"));
        if (text == null) {
            return RecordingRules.NONE.bytesPerMinute();
        }
        if (text.matches("\\d{1,10}") && Long.parseLong(text) <= MAX_BYTES) {
            return Integer.parseInt(text);
        }
        block.error("bytes-per-minute", "must be a whole number from 0 to " + MAX_BYTES);
        return RecordingRules.NONE.bytesPerMinute();
    }
}
