package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one tenant: the newest version of each, and the version in force, which is the last valid one. Not
 * thread-safe.
 *
 * <p>The versions in force define all their objectives without errors. A newer version or a deletion replaces a version in
 * force only if that remains true, so an edit of one document never removes the objective of another one. The deletion of
 * an SLO document is always possible, because no document refers to it.
 */
final class TenantDocuments {
    /** Part of the keys of SLO documents between tenant and name. */
    private static final String SLO = "/SLO/";

    /** Offset of a record that says that no version of a document is in force. */
    private static final long NONE_IN_FORCE = -1;

    private final String tenant;
    private final Map<String, DefinitionRecord> newest = new TreeMap<>();
    private final Map<String, DefinitionRecord> inForce = new TreeMap<>();
    private final Set<String> unsettled = new HashSet<>();
    private Map<String, SloDefinition> defined = Map.of();
    private Map<String, List<Problem>> problems = Map.of();
    private @Nullable DocumentReferences references;

    TenantDocuments(String tenant) {
        this.tenant = tenant;
    }

    /** The tenant in the key of a record: the part before the first slash. */
    static String tenantOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** Adds a version of a document. Returns false, and ignores it, when it is not newer than the known one. */
    boolean put(DefinitionRecord version) {
        DefinitionRecord known = newest.get(version.key());
        if (known != null && known.offset() >= version.offset()) {
            return false;
        }
        newest.put(version.key(), version);
        unsettled.add(version.key());
        return true;
    }

    /** Puts every newest version into force that can be; to be called after one or more calls of {@link #put}. */
    void settle() {
        List<String> changed = List.copyOf(unsettled);
        unsettled.clear();
        if (!problems.isEmpty()
                || changed.size() != 1
                || !settleAlone(Objects.requireNonNull(newest.get(changed.get(0))))) {
            references = null;
            settleAll();
        }
    }

    /** Puts the only version that is not in force into force by what it refers to; false when that cannot be decided so. */
    private boolean settleAlone(DefinitionRecord version) {
        DocumentReferences between = references == null ? new DocumentReferences(tenant, inForce.values()) : references;
        SingleEdit.Effect effect = new SingleEdit(tenant, inForce, between).effect(version, defined);
        if (effect == null) {
            return false;
        }
        references = between;
        between.put(version);
        if (version.document() == null) {
            inForce.remove(version.key());
        } else {
            inForce.put(version.key(), version);
        }
        if (!effect.removed().isEmpty() || !effect.defined().isEmpty()) {
            Map<String, SloDefinition> now = new TreeMap<>(defined);
            now.keySet().removeAll(effect.removed());
            effect.defined().forEach(definition -> now.put(definition.name(), definition));
            defined = now;
        }
        return true;
    }

    private void settleAll() {
        Map<String, DefinitionRecord> pending = new TreeMap<>();
        newest.forEach((key, version) -> {
            DefinitionRecord current = inForce.get(key);
            if (version.document() == null ? current != null : !version.equals(current)) {
                pending.put(key, version);
            }
        });
        if (pending.isEmpty()) {
            problems = Map.of();
            return;
        }
        VersionAdmission admission = new VersionAdmission(tenant, inForce, pending);
        OpenSlo admitted = admission.decide();
        problems = admission.problems();
        if (admitted != null) {
            Map<String, SloDefinition> now = new TreeMap<>();
            admitted.definitions().forEach(definition -> now.put(definition.name(), definition));
            defined = now;
        }
    }

    /** The objectives in force, by name. */
    Map<String, SloDefinition> defined() {
        return defined;
    }

    /** Errors of the newest version of a document; empty when it is in force. */
    List<Problem> problems(String key) {
        return problems.getOrDefault(key, List.of());
    }

    /** Number of documents whose newest version is not in force because of errors. */
    int refused() {
        return problems.size();
    }

    /** The newest version of each document, tombstones included. */
    Collection<DefinitionRecord> newest() {
        return newest.values();
    }

    /**
     * All versions that are needed to continue: the newest ones and, for each that is not in force, the version in force
     * before it. When there is no such version, a record without document at offset -1 takes its place.
     */
    Collection<DefinitionRecord> records() {
        List<DefinitionRecord> records = new ArrayList<>();
        newest.forEach((key, version) -> {
            if (problems.containsKey(key)) {
                records.add(inForce.getOrDefault(key, new DefinitionRecord(key, NONE_IN_FORCE, 0, null)));
            }
            records.add(version);
        });
        return records;
    }

    /** When the document of an objective, or any document that it may refer to, was last written, epoch milliseconds. */
    long writtenAt(String objective) {
        return Math.max(ownWrittenAt(objective), referableWrittenAt(inForce.values()));
    }

    /** SLO documents that define nothing: those that are deleted, and those that are refused and never were in force. */
    List<DefinitionRecord> undefining() {
        return newest.values().stream()
                .filter(version -> isSlo(version) && !inForce.containsKey(version.key()))
                .toList();
    }

    /** When an SLO document became one that defines nothing, epoch milliseconds. */
    long undefinedSince(DefinitionRecord version) {
        return version.document() == null
                ? version.timestamp()
                : Math.max(version.timestamp(), referableWrittenAt(newest.values()));
    }

    /** Name of an SLO document. */
    static String nameOf(DefinitionRecord version) {
        return version.key().substring(version.key().indexOf(SLO) + SLO.length());
    }

    /** An objective has the name of its document or, when there are several, that name, a hyphen and a label. */
    private long ownWrittenAt(String objective) {
        for (int end = objective.length(); end > 0; end = objective.lastIndexOf('-', end - 1)) {
            DefinitionRecord own = inForce.get(tenant + SLO + objective.substring(0, end));
            if (own != null) {
                return own.timestamp();
            }
        }
        return 0;
    }

    private long referableWrittenAt(Collection<DefinitionRecord> versions) {
        return versions.stream()
                .filter(version -> !isSlo(version))
                .mapToLong(DefinitionRecord::timestamp)
                .max()
                .orElse(0);
    }

    private boolean isSlo(DefinitionRecord version) {
        return version.key().startsWith(tenant + SLO);
    }
}
