package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a tenant refer to which others. Keys are those of the records, {@code tenant/kind/name}; a document
 * may refer to one that does not exist. Not thread-safe.
 */
final class DocumentReferences {
    private final String tenant;
    private final Map<String, Set<String>> targets = new HashMap<>();
    private final Map<String, Integer> sources = new HashMap<>();

    /** The references of the documents of a tenant, which must not be tombstones. */
    DocumentReferences(String tenant, Collection<DefinitionRecord> documents) {
        this.tenant = tenant;
        documents.forEach(this::put);
    }

    /** Adds a document, or replaces or removes it. */
    void put(DefinitionRecord version) {
        Set<String> before = targets.remove(version.key());
        if (before != null) {
            before.forEach(target -> sources.merge(target, -1, DocumentReferences::positiveSum));
        }
        if (version.document() != null) {
            Set<String> now = of(version);
            targets.put(version.key(), now);
            now.forEach(target -> sources.merge(target, 1, Integer::sum));
        }
    }

    /** Whether a document refers to a key. */
    boolean isReferredTo(String key) {
        return sources.containsKey(key);
    }

    /** The keys to which a version of a document refers, directly or through others, without its own. */
    Set<String> reachableFrom(DefinitionRecord version) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(of(version));
        while (!open.isEmpty()) {
            String key = open.remove();
            if (!key.equals(version.key()) && reached.add(key)) {
                open.addAll(targets.getOrDefault(key, Set.of()));
            }
        }
        return reached;
    }

    private Set<String> of(DefinitionRecord version) {
        String document = Objects.requireNonNull(version.document());
        return OpenSlo.references(new SourceText(version.key(), tenant, document)).stream()
                .map(target -> tenant + '/' + target)
                .collect(Collectors.toSet());
    }

    /** The sum of two numbers, or null, which removes the entry, when it is 0. */
    private static @Nullable Integer positiveSum(Integer a, Integer b) {
        int sum = a + b;
        return sum == 0 ? null : sum;
    }
}
