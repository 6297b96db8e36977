package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one tenant: its own, and those without a tenant that its own refer to. A document is referred to by
 * kind and name; of two with the same, the later one is refused, or left out where nothing depends on what it says.
 */
final class Scope {
    /** Kinds that only describe: no count and no alert depends on them. */
    private static final Set<Kind> DESCRIPTIVE =
            EnumSet.of(Kind.SERVICE, Kind.DATA_SOURCE, Kind.ALERT_NOTIFICATION_TARGET);

    private final @Nullable String tenant;
    private final Map<String, ReadDocument> own;
    private final Map<String, ReadDocument> shared;
    private final Set<ReadDocument> members;

    /**
     * A scope.
     *
     * @param tenant null when no document names one
     * @param own the tenant's documents
     * @param shared documents of no tenant, of which those are taken that are referred to
     */
    Scope(@Nullable String tenant, List<ReadDocument> own, List<ReadDocument> shared) {
        this.tenant = tenant;
        this.own = byName(own);
        this.shared = byName(shared);
        this.members = new LinkedHashSet<>(own);
        members.removeIf(this::repeats);
        Deque<ReadDocument> open = new ArrayDeque<>(members);
        while (!open.isEmpty()) {
            for (Body.Link link : open.remove().body().links()) {
                ReadDocument target = find(link.kind(), link.reference().name());
                if (target != null && members.add(target)) {
                    open.add(target);
                }
            }
        }
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    Set<ReadDocument> members() {
        return members;
    }

    /** The documents of a kind, the tenant's own first, in the order of the texts. */
    List<ReadDocument> members(Kind kind) {
        return members.stream().filter(document -> document.kind() == kind).toList();
    }

    /** The document of a name, or null. */
    @Nullable
    ReadDocument find(Kind kind, String name) {
        String key = key(kind, name);
        ReadDocument found = own.get(key);
        return found == null ? shared.get(key) : found;
    }

    /** Whether a document describes what one of this scope, which came first, describes already. */
    boolean repeats(ReadDocument document) {
        String name = document.name();
        ReadDocument first = name == null ? null : own.get(key(document.kind(), name));
        return DESCRIPTIVE.contains(document.kind()) && first != null && first != document;
    }

    private static Map<String, ReadDocument> byName(List<ReadDocument> documents) {
        Map<String, ReadDocument> byName = new HashMap<>();
        for (ReadDocument document : documents) {
            String name = document.name();
            ReadDocument first = name == null ? null : byName.putIfAbsent(key(document.kind(), name), document);
            if (name != null && first != null) {
                String message =
                        document.kind().label() + ' ' + Shown.of(name) + " is already defined at " + first.position();
                if (DESCRIPTIVE.contains(document.kind())) {
                    document.problems().warning(document.place(), message + "; this one is left out");
                } else {
                    document.problems().error(document.place(), message);
                }
            }
        }
        return byName;
    }

    private static String key(Kind kind, String name) {
        return kind.label() + '/' + name;
    }
}
