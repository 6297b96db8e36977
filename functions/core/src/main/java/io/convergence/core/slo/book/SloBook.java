package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All objectives of all tenants over time. Not thread-safe. */
public final class SloBook {
    private record Name(String tenant, String slo) {
        @Override
        public int hashCode() {
            return 31 * tenant.hashCode() + slo.hashCode();
        }
    }

    private final Map<Name, SloTimeline> timelines = new HashMap<>();
    private final Map<String, TreeMap<String, SloTimeline>> tenants = new HashMap<>();

    /**
     * The book of a job that starts.
     *
     * @param start what was read before the start
     * @param remembered what a job before it remembered, in the order of {@link SloTimeline#updates()}; null when there
     *     was none, and what is read holds from ever
     */
    public static SloBook open(SloStart start, @Nullable Iterable<SloUpdate> remembered) {
        SloBook book = new SloBook();
        if (remembered == null) {
            for (SloUpdate update : start.updates()) {
                book.apply(new SloUpdate(
                        update.tenant(), update.name(), Long.MIN_VALUE, update.offset(), update.definition()));
            }
            return book;
        }
        remembered.forEach(book::apply);
        Set<Name> defined = new HashSet<>();
        for (SloUpdate update : start.updates()) {
            defined.add(new Name(update.tenant(), update.name()));
            book.apply(update);
        }
        book.removeAbsent(start, defined);
        return book;
    }

    /** Takes an update in; false when it is no news. */
    public boolean apply(SloUpdate update) {
        return timelines
                .computeIfAbsent(new Name(update.tenant(), update.name()), name -> {
                    SloTimeline timeline = new SloTimeline();
                    tenants.computeIfAbsent(name.tenant(), tenant -> new TreeMap<>())
                            .put(name.slo(), timeline);
                    return timeline;
                })
                .apply(update);
    }

    /** What holds of an objective at an instant, or null when nothing is known of it. */
    public @Nullable SloPhase at(String tenant, String slo, long time) {
        SloTimeline timeline = timelines.get(new Name(tenant, slo));
        return timeline == null ? null : timeline.at(time);
    }

    /** When a generation of an objective begins to be counted after an instant, or {@link Long#MAX_VALUE}. */
    public long nextStart(String tenant, String slo, long generation, long time) {
        SloTimeline timeline = timelines.get(new Name(tenant, slo));
        for (SloPhase phase : timeline == null ? List.<SloPhase>of() : timeline.phases()) {
            if (phase.from() > time && phase.generation(generation) != null) {
                return phase.from();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Every definition of a tenant that is counted in the minute that starts at an instant, by name. */
    public List<SloDefinition> countedAt(String tenant, long minute) {
        List<SloDefinition> counted = new ArrayList<>();
        for (SloTimeline timeline :
                tenants.getOrDefault(tenant, new TreeMap<>()).values()) {
            SloPhase phase = timeline.at(minute);
            if (phase != null) {
                phase.live().forEach(live -> counted.add(live.definition()));
            }
        }
        return counted;
    }

    /** The first instant after one at which something else is counted for a tenant, or {@link Long#MAX_VALUE}. */
    public long nextChange(String tenant, long time) {
        long next = Long.MAX_VALUE;
        for (SloTimeline timeline :
                tenants.getOrDefault(tenant, new TreeMap<>()).values()) {
            for (SloPhase phase : timeline.phases()) {
                if (phase.from() > time) {
                    next = Math.min(next, phase.from());
                }
            }
        }
        return next;
    }

    /** The last instant up to one at which something else began to be counted for a tenant. */
    public long lastChange(String tenant, long time) {
        long last = Long.MIN_VALUE;
        for (SloTimeline timeline :
                tenants.getOrDefault(tenant, new TreeMap<>()).values()) {
            for (SloPhase phase : timeline.phases()) {
                if (phase.from() <= time) {
                    last = Math.max(last, phase.from());
                }
            }
        }
        return last;
    }

    /** Hands over everything that is remembered, each objective's updates oldest first. */
    public void forEach(Consumer<SloUpdate> out) {
        timelines.values().forEach(timeline -> timeline.updates().forEach(out));
    }

    private void removeAbsent(SloStart start, Set<Name> defined) {
        for (Map.Entry<Name, SloTimeline> entry : timelines.entrySet()) {
            SloUpdate latest = entry.getValue().latest();
            if (latest != null
                    && latest.definition() != null
                    && latest.offset() <= start.offset()
                    && !defined.contains(entry.getKey())
                    && !start.mayHold(latest)) {
                entry.getValue().apply(start.end(latest));
            }
        }
    }
}
