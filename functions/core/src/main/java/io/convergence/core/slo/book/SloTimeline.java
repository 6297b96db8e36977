package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of one objective over event time. An edit of the SLI starts a new generation; the old generation is counted
 * until the counts of the new one cover its longest alert window. Not thread-safe.
 */
public final class SloTimeline {
    /** How long updates are remembered: longer than any rolling period. */
    private static final long REMEMBERED_MILLIS = 100L * 86_400_000;

    private final TreeMap<Long, SloUpdate> updates = new TreeMap<>();
    private List<SloPhase> phases = List.of();

    /**
     * Adds an update.
     *
     * @return false when it is older than the latest one or has the same definition; it is then ignored
     */
    public boolean apply(SloUpdate update) {
        SloUpdate latest = latest();
        if (latest != null && (update.offset() < latest.offset() || isSame(latest.definition(), update.definition()))) {
            return false;
        }
        // Of two edits within a minute the later one wins; an edit never takes effect before an earlier one.
        long from = latest == null ? update.effectiveFrom() : Math.max(update.effectiveFrom(), latest.effectiveFrom());
        updates.put(from, new SloUpdate(update.tenant(), update.name(), from, update.offset(), update.definition()));
        Long oldest = updates.floorKey(rememberedSince(from));
        if (oldest != null) {
            updates.headMap(oldest).clear();
        }
        phases = phases(new ArrayList<>(updates.values()));
        return true;
    }

    /** The latest update, or null before the first. */
    public @Nullable SloUpdate latest() {
        return updates.isEmpty() ? null : updates.lastEntry().getValue();
    }

    /** All remembered updates, oldest first. Applied to an empty timeline they recreate this one. */
    public List<SloUpdate> updates() {
        return List.copyOf(updates.values());
    }

    /** The phase at an instant, or null before the first definition. */
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

    private static long rememberedSince(long from) {
        return from < Long.MIN_VALUE + REMEMBERED_MILLIS ? Long.MIN_VALUE : from - REMEMBERED_MILLIS;
    }

    private static boolean isSame(@Nullable SloDefinition known, @Nullable SloDefinition update) {
        return known == null ? update == null : known.equals(update);
    }

    private static List<SloPhase> phases(List<SloUpdate> updates) {
        List<SloPhase> phases = new ArrayList<>();
        List<LiveGeneration> live = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            SloUpdate update = updates.get(i);
            long until = i + 1 < updates.size() ? updates.get(i + 1).effectiveFrom() : Long.MAX_VALUE;
            apply(live, update);
            for (long at = update.effectiveFrom(); at < until; at = nextHandover(live, at)) {
                handOver(live, at);
                phases.add(new SloPhase(at, live));
            }
        }
        return phases;
    }

    private static void apply(List<LiveGeneration> live, SloUpdate update) {
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

    /** Removes the generations before the newest one on which every tier can alert at an instant. */
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
