package io.convergence.gateway.registry;

import io.convergence.core.dsn.Dsn;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.gateway.metrics.DsnMetrics;
import io.convergence.gateway.registry.RegistryMerge.Conflict;
import io.convergence.http.WatchedFile;
import io.convergence.http.WatchedFile.Change;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The present registry: the file, and the DSNs of the topic. Thread-safe; reading never waits. */
public final class LiveRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRegistry.class);

    private final WatchedFile<Registry> file;
    private final DsnMetrics metrics;
    private List<Dsn> ofTopic = List.of();
    private Set<Conflict> conflicts = Set.of();
    private volatile Registry current;
    private volatile boolean complete;

    /**
     * A registry whose DSNs are those of the file.
     *
     * @param followsTopic whether DSNs of a topic are added; until they are, an unknown token may be one of them
     */
    public LiveRegistry(WatchedFile<Registry> file, DsnMetrics metrics, boolean followsTopic) {
        this.file = file;
        this.metrics = metrics;
        this.current = file.current();
        this.complete = !followsTopic;
        metrics.observe(
                () -> file.current().dsns().all().size(),
                () -> current.dsns().all().size() - file.current().dsns().all().size());
    }

    /** The registry as of now. */
    public Registry current() {
        return current;
    }

    /** Whether every DSN is known: the topic has been read to the end that it had, or is not followed. */
    public boolean isComplete() {
        return complete;
    }

    /** Reads the file again. */
    public synchronized Change reload() {
        Change change = file.reload();
        if (change == Change.TAKEN) {
            merge();
        }
        return change;
    }

    /** Takes the DSNs of the topic in its order, once it has been read to its end. */
    public synchronized void take(List<Dsn> dsns) {
        Set<String> known = Set.copyOf(ofTopic.stream().map(Dsn::token).toList());
        List<Dsn> added =
                dsns.stream().filter(dsn -> !known.contains(dsn.token())).toList();
        ofTopic = List.copyOf(dsns);
        merge();
        added.forEach(dsn -> RegistryFile.logBrokenRules("topic of DSNs", dsn, rules(dsn)));
        complete = true;
    }

    private FilterRules rules(Dsn dsn) {
        return current.recordingRules(dsn);
    }

    private void merge() {
        RegistryMerge merge = RegistryMerge.of(file.current(), ofTopic);
        current = merge.registry();
        for (Conflict conflict : merge.conflicts()) {
            if (!conflicts.contains(conflict)) {
                metrics.countConflict(conflict.kind());
                LOG.warn(
                        "the topic of DSNs: {} of tenant {} does not get the {} {}, which the registry file or an earlier DSN has",
                        conflict.app(),
                        conflict.tenant(),
                        conflict.kind(),
                        conflict.name());
            }
        }
        conflicts = merge.conflicts();
    }
}
