package io.convergence.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.samples.VectorEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionRuleTest {
    private static final SessionRule RULE = new SessionRule(900_000, 14_400_000, 10_000, 30_000);
    private static final SessionKey KEY = new SessionKey("acme", "shop", "s", "");

    @Test
    void theEventsOfTheVectorAreItsSessions() {
        Simulation simulation = new Simulation();
        VectorEvents.read("sessions.json").forEach(simulation::add);
        List<SessionRow> rows =
                simulation.finish((long) VectorEvents.number(VectorEvents.content("sessions.json"), "end"));

        assertThat(rows.stream().map(SessionRuleTest::columns))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("sessions.json", "sessions").stream()
                        .map(SessionRuleTest::sorted)
                        .toList());
    }

    @Test
    void theEndRaisesTheRevisionOfARow() {
        SessionState state = RULE.add(SessionState.beginning(0), event("1", 0), true);

        assertThat(new SessionRow(KEY, state, EndReason.IDLE).revision())
                .isGreaterThan(new SessionRow(KEY, state, null).revision());
        assertThat(new SessionRow(KEY, RULE.addDuplicate(state), null).revision())
                .isGreaterThan(new SessionRow(KEY, state, EndReason.IDLE).revision());
    }

    @Test
    void onlyTheRowOfTheFirstEventIsTheFirst() {
        SessionState state = RULE.add(SessionState.beginning(5), event("1", 5), true);

        assertThat(new SessionRow(KEY, state, null).isFirst()).isTrue();
        assertThat(new SessionRow(KEY, state, EndReason.IDLE).isFirst()).isFalse();
        assertThat(new SessionRow(KEY, RULE.addDuplicate(state), null).isFirst())
                .isFalse();
        assertThat(new SessionRow(KEY, RULE.add(state, event("2", 6), false), null).isFirst())
                .isFalse();
    }

    @Test
    void anErasedSessionContainsNothing() {
        SessionState state = RULE.add(SessionState.beginning(5), event("1", 5), true);
        SessionState erased = RULE.ignore(RULE.erase(state, 7), 9);

        assertThat(erased.erased()).isTrue();
        assertThat(erased.lastSeen()).isEqualTo(9);
        assertThat(erased.counts()).isEqualTo(SessionCounts.NONE);
        assertThat(erased.entryPage()).isNull();
        assertThat(erased.labels()).isEmpty();
    }

    @Test
    void hashesOfIdsDifferByKindAndId() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            hashes.add(IdHash.of('i', "event-" + i));
            hashes.add(IdHash.of('v', "event-" + i));
        }
        assertThat(hashes).hasSize(20_000);
    }

    private static RumEvent event(String id, long at) {
        return new RumEvent(
                id,
                "acme",
                "shop",
                EventType.VIEW,
                at,
                at,
                "s",
                "v",
                "h",
                "/",
                null,
                null,
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Map<String, Object> columns(SessionRow row) {
        SessionState state = row.state();
        SessionCounts counts = state.counts();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("tenant", row.key().tenant());
        columns.put("app", row.key().app());
        columns.put("session", row.key().session());
        columns.put("started_at", (double) state.startedAt());
        columns.put("last_seen", (double) state.lastSeen());
        columns.put("events", (double) counts.events());
        columns.put("duplicates", (double) counts.duplicates());
        columns.put("views", (double) counts.views());
        columns.put("page_views", (double) counts.pageViews());
        columns.put("errors", (double) counts.errors());
        columns.put("actions", (double) counts.actions());
        columns.put("resources", (double) counts.resources());
        columns.put("long_tasks", (double) counts.longTasks());
        columns.put("entry_page", state.entryPage());
        columns.put("exit_page", state.exitPage());
        columns.put("has_replay", state.hasReplay());
        columns.put("ended_at", row.endedAt() == null ? null : (Object) (double) row.endedAt());
        columns.put(
                "end_reason", row.endReason() == null ? null : row.endReason().label());
        return columns;
    }

    private static Map<String, Object> sorted(Map<String, Object> expected) {
        return new LinkedHashMap<>(expected);
    }

    /** Sessions in memory. */
    private static final class Simulation {
        private final Map<SessionKey, SessionState> open = new HashMap<>();
        private final Map<SessionKey, Set<Long>> seen = new HashMap<>();
        private final List<SessionRow> rows = new ArrayList<>();

        void add(RumEvent event) {
            SessionKey key = SessionKey.of(event);
            SessionState state = open.get(key);
            EndReason reason = state == null ? null : RULE.endBefore(state, event.receivedAt());
            if (state != null && reason != null) {
                end(key, state, reason);
                state = null;
            }
            SessionState current = state == null ? SessionState.beginning(event.receivedAt()) : state;
            Set<Long> ids = seen.computeIfAbsent(key, k -> new HashSet<>());
            if (!ids.add(IdHash.of('i', event.id()))) {
                open.put(key, RULE.addDuplicate(current));
                return;
            }
            String view = event.view();
            boolean isNewView = view != null && ids.add(IdHash.of('v', view));
            open.put(key, RULE.add(current, event, isNewView));
        }

        List<SessionRow> finish(long until) {
            new HashMap<>(open).forEach((key, state) -> {
                EndReason reason = RULE.endBefore(state, Math.min(until, RULE.deadline(state)));
                if (RULE.deadline(state) <= until && reason != null) {
                    end(key, state, reason);
                } else {
                    rows.add(new SessionRow(key, state, null));
                }
            });
            return rows;
        }

        private void end(SessionKey key, SessionState state, @Nullable EndReason reason) {
            rows.add(new SessionRow(key, state, reason));
            open.remove(key);
            seen.remove(key);
        }
    }
}
