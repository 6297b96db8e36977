package io.convergence.core.session;

import io.convergence.core.event.FieldMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a session that has not ended. All times are server times in epoch milliseconds.
 *
 * @param startedAt receive time of the first event
 * @param lastSeen latest receive time of an event that is no repetition
 * @param emittedAt event time at which the row was last emitted
 * @param dirty whether the session changed since then
 * @param erased whether the session was erased: nothing of it is kept or emitted
 * @param counts numbers of events
 * @param host host of the first event that names one, or empty
 * @param entryPage page of the first event that names one, or null
 * @param exitPage page of the last event that names one, or null
 * @param hasReplay whether there is a segment of a recording
 * @param sampleRate ratio of sessions that the client sends, of the first event that names it, or null
 * @param labels labels of the session, each of the first event that has it
 */
public record SessionState(
        long startedAt,
        long lastSeen,
        long emittedAt,
        boolean dirty,
        boolean erased,
        SessionCounts counts,
        String host,
        @Nullable String entryPage,
        @Nullable String exitPage,
        boolean hasReplay,
        @Nullable Double sampleRate,
        Map<String, String> labels) {

    public SessionState {
        labels = FieldMap.copyOf(labels);
    }

    /** A session without events that begins at a time. */
    public static SessionState beginning(long at) {
        return new SessionState(
                at, at, Long.MIN_VALUE, false, false, SessionCounts.NONE, "", null, null, false, null, Map.of());
    }

    /** Type of the session: {@code user}, {@code synthetics} or {@code bot}. */
    public String type() {
        return labels.getOrDefault("session_type", "user");
    }

    /** The same session after its row was emitted. */
    public SessionState emitted(long at) {
        return changed(lastSeen, at, false, erased, counts);
    }

    /** The session after a repeated event, which does not keep it alive. */
    SessionState plusDuplicate() {
        return changed(lastSeen, emittedAt, true, erased, counts.plusDuplicate());
    }

    /** The same session without anything that it contained; later events are not kept either. */
    SessionState erased(long at) {
        return new SessionState(
                startedAt,
                Math.max(lastSeen, at),
                0,
                false,
                true,
                SessionCounts.NONE,
                "",
                null,
                null,
                false,
                null,
                Map.of());
    }

    /** An erased session after an event, which keeps it alive. */
    SessionState seen(long at) {
        return changed(Math.max(lastSeen, at), emittedAt, dirty, erased, counts);
    }

    private SessionState changed(long seen, long emitted, boolean isDirty, boolean isErased, SessionCounts newCounts) {
        return new SessionState(
                startedAt,
                seen,
                emitted,
                isDirty,
                isErased,
                newCounts,
                host,
                entryPage,
                exitPage,
                hasReplay,
                sampleRate,
                labels);
    }
}
