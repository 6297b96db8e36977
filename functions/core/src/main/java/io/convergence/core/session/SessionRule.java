package io.convergence.core.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a session begins and ends, and what an event changes in it. Receive times decide, so that the order of other
 * sessions and the progress of event time change nothing.
 *
 * @param gapMillis time without events after which a session has ended
 * @param capMillis duration after which a session has ended
 * @param maxEvents most events of a session; later ones are dropped
 * @param emitMillis shortest time between two rows of a session that lasts
 */
public record SessionRule(long gapMillis, long capMillis, long maxEvents, long emitMillis) implements Serializable {
    private static final Set<String> LABELS = Set.of(
            "browser",
            "browser_major",
            "os",
            "os_major",
            "device",
            "connection",
            "session_type",
            "env",
            "service",
            "version",
            "sdk",
            "sdk_version",
            "source",
            "country",
            "region",
            "city",
            "user");

    /** Why a session has ended before an event at a time, or null when it has not. */
    public @Nullable EndReason endBefore(SessionState state, long at) {
        if (at - state.lastSeen() >= gapMillis) {
            return EndReason.IDLE;
        }
        return at - state.startedAt() >= capMillis ? EndReason.CAP : null;
    }

    /** The time at which a session ends without another event, epoch milliseconds. */
    public long deadline(SessionState state) {
        return Math.min(state.lastSeen() + gapMillis, state.startedAt() + capMillis);
    }

    /** Whether a session takes another event. */
    public boolean hasRoom(SessionState state) {
        return state.counts().events() < maxEvents;
    }

    /** The time from which a changed row can be emitted again, epoch milliseconds. */
    public long nextEmission(SessionState state) {
        return state.emittedAt() == Long.MIN_VALUE ? Long.MIN_VALUE : state.emittedAt() + emitMillis;
    }

    /**
     * The session after an event.
     *
     * @param isNewView whether the event names a view that no earlier event of the session names
     */
    public SessionState add(SessionState state, RumEvent event, boolean isNewView) {
        Map<String, String> labels = labels(state.labels(), event.labels());
        String host = event.host();
        Double sampleRate = event.measures().get("sample_rate");
        return new SessionState(
                state.startedAt(),
                Math.max(state.lastSeen(), event.receivedAt()),
                state.emittedAt(),
                true,
                state.erased(),
                state.counts().plus(event, isNewView),
                state.host().isEmpty() && host != null ? host : state.host(),
                state.entryPage() == null ? event.page() : state.entryPage(),
                event.page() == null ? state.exitPage() : event.page(),
                state.hasReplay() || event.type() == EventType.REPLAY,
                state.sampleRate() == null ? sampleRate : state.sampleRate(),
                labels);
    }

    /** The session after a repeated event. */
    public SessionState addDuplicate(SessionState state) {
        return state.plusDuplicate();
    }

    /** The session after its erasure. */
    public SessionState erase(SessionState state, long at) {
        return state.erased(at);
    }

    /** An erased session after an event. */
    public SessionState ignore(SessionState erased, long at) {
        return erased.seen(at);
    }

    /** The labels of a session with those of an event that it has not had before. */
    private static Map<String, String> labels(Map<String, String> before, Map<String, String> ofEvent) {
        Map<String, String> added = new TreeMap<>();
        ofEvent.forEach((name, value) -> {
            if (LABELS.contains(name) && !before.containsKey(name)) {
                added.put(name, value);
            }
        });
        if (added.isEmpty()) {
            return before;
        }
        added.putAll(before);
        return added;
    }
}
