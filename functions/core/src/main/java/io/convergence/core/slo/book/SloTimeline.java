package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What held of one objective when. An edit of the SLI begins a new generation; the old one is counted and alerts until
 * the new one covers its longest alert window. Not thread-safe.
 */
public final class SloTimeline {
    /** How far back updates are remembered: longer than any period. */
    private static final long REMEMBERED_MILLIS = 100L * 86_400_000;

    private final TreeMap<Long, SloUpdate> updates = new TreeMap<>();
    private List<SloPhase> phases = List.of();

    /**
     * Takes an update in.
     *
     * @return whether it is news: neither older than what is known nor the same definition again
     */
    public boolean apply(SloUpdate update) {
        SloUpdate latest = latest();
        if (latest != null && (update.offset() < latest.offset() || same(latest.definition(), update.definition()))) {
            return false;
        }
        // Of two edits within a minute the later one holds; none holds before one that came before it.
        long from = latest == null ? update.effectiveFrom() : Math.max(update.effectiveFrom(), latest.effectiveFrom());
        updates.put(from, new SloUpdate(update.tenant(), update.name(), from, update.offset(), update.definition()));
        Long oldest = updates.floorKey(saturated(from));
        if (oldest != null) {
            updates.headMap(oldest).clear();
        }
        phases = phases(new ArrayList<>(updates.values()));
        return true;
    }

    /** The update that is known last, or null before any. */
    public @Nullable SloUpdate latest() {
        return updates.isEmpty() ? null : updates.lastEntry().getValue();
    }

    /** What is remembered, oldest first: applied to an empty timeline it gives this one again. */
    public List<SloUpdate> updates() {
        return List.copyOf(updates.values());
    }

    /** What holds at an instant, or null before the first definition. */
    public @Nullable SloPhase at(long time) {
        for (int i = phases.size() - 1; i >= 0; i--) {
            if (phases.get(i).from() <= time) {
                return phases.get(i);
            }
        }
        return null;
    }

    /** All phases, oldest first. */
    List<SloPhase> phases() {
        return phases;
    }

    private static long saturated(long from) {
        return from < Long.MIN_VALUE + REMEMBERED_MILLIS ? Long.MIN_VALUE : from - REMEMBERED_MILLIS;
    }

    private static boolean same(@Nullable SloDefinition known, @Nullable SloDefinition news) {
        return known == null ? news == null : known.equals(news);
    }

    private static List<SloPhase> phases(List<SloUpdate> updates) {
        List<SloPhase> phases = new ArrayList<>();
        List<LiveGeneration> live = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            SloUpdate update = updates.get(i);
            long until = i + 1 < updates.size() ? updates.get(i + 1).effectiveFrom() : Long.MAX_VALUE;
            follow(live, update);
            for (long at = update.effectiveFrom(); at < until; at = nextHandover(live, at)) {
                handOver(live, at);
                phases.add(new SloPhase(at, live));
            }
        }
        return phases;
    }

    private static void follow(List<LiveGeneration> live, SloUpdate update) {
        SloDefinition definition = update.definition();
        if (definition == null) {
            live.clear();
            return;
        }
        long from = update.effectiveFrom();
        for (LiveGeneration each : live) {
            if (each.definition().generation() == definition.generation()) {
                from = each.from();
            }
        }
        live.removeIf(each -> each.definition().generation() == definition.generation());
        live.add(new LiveGeneration(definition, from));
    }

    /** Drops what is older than the newest generation that covers its windows. */
    private static void handOver(List<LiveGeneration> live, long at) {
        for (int i = live.size() - 1; i > 0; i--) {
            if (live.get(i).coversAt() <= at) {
                live.subList(0, i).clear();
                return;
            }
        }
    }

    private static long nextHandover(List<LiveGeneration> live, long at) {
        long next = Long.MAX_VALUE;
        for (int i = 1; i < live.size(); i++) {
            if (live.get(i).coversAt() > at) {
                next = Math.min(next, live.get(i).coversAt());
            }
        }
        return next;
    }
}
