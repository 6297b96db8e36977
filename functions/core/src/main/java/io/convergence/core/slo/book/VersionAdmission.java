package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.RecordKeyCheck;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decision which pending versions of a tenant's documents come into force. The versions in force are always a set without
 * errors: a pending version or deletion that would cause an error, in its own document or in another one, is not admitted.
 * An instance decides once.
 */
final class VersionAdmission {
    /*
     * Order. All pending versions are tried at once first, which is the usual case of a single valid record and of the first
     * reading of a topic. Otherwise they are tried kind by kind in dependency order, because a document depends only on
     * earlier kinds, until a pass admits none. Among the versions of one kind those with errors of their own are set aside.
     * If the others cause errors in documents in force, they are tried in halves, so that one version that must wait costs
     * a logarithmic number of readings.
     */
    private final String tenant;
    private final Map<String, DefinitionRecord> inForce;
    private final Map<String, DefinitionRecord> pending;
    private final Map<String, List<Problem>> problems = new TreeMap<>();
    private final Map<String, List<Problem>> wrongKeys = new TreeMap<>();
    private @Nullable OpenSlo admitted;

    /**
     * A decision about the documents of a tenant.
     *
     * @param inForce versions in force by key; admitted versions are put in, and admitted deletions remove theirs
     * @param pending newest versions that are not in force, tombstones included, by key; those admitted are removed
     */
    VersionAdmission(String tenant, Map<String, DefinitionRecord> inForce, Map<String, DefinitionRecord> pending) {
        this.tenant = tenant;
        this.inForce = inForce;
        this.pending = pending;
    }

    /** Admits every version that can come into force. Returns what the versions in force define; null if none was admitted. */
    @Nullable
    OpenSlo decide() {
        setAsideWrongKeys();
        OpenSlo all = readWith(pending.values());
        if (errorsByKey(all).isEmpty()) {
            admit(List.copyOf(pending.values()), all);
            return admitted;
        }
        boolean isChanged = true;
        while (isChanged) {
            problems.clear();
            isChanged = false;
            for (List<DefinitionRecord> sameKind : byKind()) {
                isChanged |= tryAll(sameKind);
            }
        }
        return admitted;
    }

    /** Errors of the versions that are still pending, by key. */
    Map<String, List<Problem>> problems() {
        problems.putAll(wrongKeys);
        return problems;
    }

    private void setAsideWrongKeys() {
        for (DefinitionRecord version : List.copyOf(pending.values())) {
            String violation =
                    version.document() == null ? null : RecordKeyCheck.violation(version.key(), version.document());
            if (violation != null) {
                wrongKeys.put(version.key(), List.of(new Problem(true, version.key(), 1, 1, "", violation)));
                pending.remove(version.key());
            }
        }
    }

    /** The pending versions in lists of one kind, in dependency order; keys of no known kind come last. */
    private Collection<List<DefinitionRecord>> byKind() {
        List<String> kinds = Document.kinds();
        Map<Integer, List<DefinitionRecord>> byKind = new TreeMap<>();
        for (DefinitionRecord version : pending.values()) {
            String[] parts = version.key().split("/", 3);
            int kind = parts.length < 3 ? -1 : kinds.indexOf(parts[1]);
            byKind.computeIfAbsent(kind < 0 ? kinds.size() : kind, key -> new ArrayList<>())
                    .add(version);
        }
        return byKind.values();
    }

    /** Admits as many of the versions as possible; true when at least one was admitted. */
    private boolean tryAll(List<DefinitionRecord> versions) {
        if (versions.isEmpty()) {
            return false;
        }
        OpenSlo read = readWith(versions);
        Map<String, List<Problem>> errors = errorsByKey(read);
        if (errors.isEmpty()) {
            admit(versions, read);
            return true;
        }
        List<DefinitionRecord> withoutErrors = versions.stream()
                .filter(version -> !errors.containsKey(version.key()))
                .toList();
        if (withoutErrors.size() < versions.size()) {
            versions.forEach(version -> {
                List<Problem> own = errors.get(version.key());
                if (own != null) {
                    problems.put(version.key(), own);
                }
            });
            return tryAll(withoutErrors);
        }
        if (versions.size() == 1) {
            DefinitionRecord version = versions.get(0);
            problems.put(version.key(), List.of(heldBack(version, firstOf(errors))));
            return false;
        }
        int half = versions.size() / 2;
        boolean isChanged = tryAll(versions.subList(0, half));
        return tryAll(versions.subList(half, versions.size())) || isChanged;
    }

    private void admit(List<DefinitionRecord> versions, OpenSlo read) {
        admitted = read;
        for (DefinitionRecord version : versions) {
            pending.remove(version.key());
            if (version.document() == null) {
                inForce.remove(version.key());
            } else {
                inForce.put(version.key(), version);
            }
        }
    }

    /** The versions in force with some of them replaced; of two documents with one name, the one in force is the first. */
    private OpenSlo readWith(Collection<DefinitionRecord> versions) {
        Set<String> replaced = versions.stream().map(DefinitionRecord::key).collect(Collectors.toSet());
        List<SourceText> texts = new ArrayList<>();
        for (DefinitionRecord version : inForce.values()) {
            if (!replaced.contains(version.key())) {
                addText(version, texts);
            }
        }
        versions.forEach(version -> addText(version, texts));
        return OpenSlo.read(texts);
    }

    private void addText(DefinitionRecord version, List<SourceText> texts) {
        if (version.document() != null) {
            texts.add(new SourceText(version.key(), tenant, version.document()));
        }
    }

    private static Map<String, List<Problem>> errorsByKey(OpenSlo read) {
        return read.problems().stream()
                .filter(Problem::error)
                .collect(Collectors.groupingBy(Problem::source, TreeMap::new, Collectors.toList()));
    }

    private static Problem firstOf(Map<String, List<Problem>> errors) {
        return errors.values().iterator().next().get(0);
    }

    private static Problem heldBack(DefinitionRecord version, Problem caused) {
        String what = version.document() == null
                ? "the deletion is held back: without the document, "
                : "is held back: with it, ";
        String where = caused.path().isEmpty() ? "" : " at " + caused.path();
        String message = what + caused.source() + " would be wrong" + where + ": " + caused.message();
        return new Problem(true, version.key(), 0, 1, "", message);
    }
}
