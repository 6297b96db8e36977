package io.convergence.core.error;

import io.convergence.core.event.RumEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack of errors with the outcome of resolving it.
 *
 * @param stack the stack as the device sent it
 * @param outcome the outcome
 * @param lastSeen receive time of an error with the stack, epoch milliseconds
 */
public record ErrorStackRow(ErrorStack stack, StackOutcome outcome, long lastSeen) {
    private static final String ID = "stack_id";
    private static final String STATUS = "stack_status";
    private static final String SOURCE = "resolved_stack";
    private static final String TOP = "resolved_top";
    private static final String ARCHIVE = "stack_archive";

    /** The event with an outcome in its labels: {@code resolved_stack} where a frame was resolved. */
    public static RumEvent label(RumEvent event, ErrorStack stack, StackOutcome outcome) {
        Map<String, String> labels = new HashMap<>(event.labels());
        labels.put(ID, stack.id());
        labels.put(STATUS, outcome.status());
        String source = outcome.source();
        if (source != null) {
            labels.put(SOURCE, source);
        }
        if (!outcome.top().isEmpty()) {
            labels.put(TOP, outcome.top());
        }
        if (outcome.archive() != 0) {
            labels.put(ARCHIVE, Long.toString(outcome.archive()));
        }
        return event.withLabels(labels);
    }

    /** The row that the labels of an event describe; null when its stack was not looked at. */
    public static @Nullable ErrorStackRow of(RumEvent event) {
        Map<String, String> labels = event.labels();
        String status = labels.get(STATUS);
        ErrorStack stack = status == null ? null : ErrorStack.of(event);
        if (status == null || stack == null) {
            return null;
        }
        StackOutcome outcome = new StackOutcome(
                status,
                labels.get(SOURCE),
                labels.getOrDefault(TOP, ""),
                Long.parseLong(labels.getOrDefault(ARCHIVE, "0")));
        return new ErrorStackRow(stack, outcome, event.receivedAt());
    }

    /** The top frame by which an event is grouped: the resolved one, or null where there is none. */
    static @Nullable String top(RumEvent event) {
        return event.labels().get(TOP);
    }
}
