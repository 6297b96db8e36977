package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Timelines of all objectives of all tenants: which definition is in force when. Not thread-safe. */
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
     * @param start the definitions that were read before the start
     * @param remembered updates in the state of the job that it continues, in the order of {@link SloTimeline#updates()};
     *     null for a job without state, in which the definitions of {@code start} have always been in force
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

    /** Adds an update. Returns false when it is older than the latest one or has the same definition. */
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

    /** The phase of an objective at an instant, or null before its first definition. */
    public @Nullable SloPhase at(String tenant, String slo, long time) {
        SloTimeline timeline = timelines.get(new Name(tenant, slo));
        return timeline == null ? null : timeline.at(time);
    }

    /** Start of the first phase after an instant in which a generation of an objective is counted, or {@link Long#MAX_VALUE}. */
    public long nextStart(String tenant, String slo, long generation, long time) {
        SloTimeline timeline = timelines.get(new Name(tenant, slo));
        for (SloPhase phase : timeline == null ? List.<SloPhase>of() : timeline.phases()) {
            if (phase.from() > time && phase.generation(generation) != null) {
                return phase.from();
            }
        }
        return Long.MAX_VALUE;
    }

    /**
     * The latest definition of an objective that fulfils a condition: of those counted at an instant or before, or else of the
     * later ones.
     */
    public Optional<SloDefinition> latest(String tenant, String slo, long time, Predicate<SloDefinition> condition) {
        SloTimeline timeline = timelines.get(new Name(tenant, slo));
        List<SloDefinition> definitions = new ArrayList<>();
        List<SloDefinition> later = new ArrayList<>();
        for (SloPhase phase : timeline == null ? List.<SloPhase>of() : timeline.phases()) {
            List<SloDefinition> into = phase.from() <= time ? definitions : later;
            phase.live().forEach(live -> into.add(0, live.definition()));
        }
        definitions.addAll(later);
        return definitions.stream().filter(condition).findFirst();
    }

    /** Definitions of a tenant that are counted in the minute that starts at an instant, ordered by name. */
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

    /** First instant after {@code time} at which the counted definitions of a tenant change, or {@link Long#MAX_VALUE}. */
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

    /** Last instant at or before {@code time} at which the counted definitions of a tenant changed, or {@link Long#MIN_VALUE}. */
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

    /** Passes on all updates; those of each objective oldest first. */
    public void forEach(Consumer<SloUpdate> out) {
        timelines.values().forEach(timeline -> timeline.updates().forEach(out));
    }

    /** Removes the objectives that the topic no longer defines, unless an invalid version of their document is in it. */
    private void removeAbsent(SloStart start, Set<Name> defined) {
        for (Map.Entry<Name, SloTimeline> entry : timelines.entrySet()) {
            SloUpdate latest = entry.getValue().latest();
            if (latest != null
                    && latest.definition() != null
                    && latest.offset() <= start.offset()
                    && !defined.contains(entry.getKey())
                    && !start.mayStayDefined(latest)) {
                entry.getValue().apply(start.end(latest));
            }
        }
    }
}
