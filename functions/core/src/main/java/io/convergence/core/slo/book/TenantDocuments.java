package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The documents of one tenant. Not thread-safe. */
final class TenantDocuments {
    /** Between tenant and name in the keys of documents of objectives. */
    private static final String OBJECTIVES = "/SLO/";

    private final String tenant;
    private final Map<String, DefinitionRecord> newest = new TreeMap<>();
    private final Map<String, DefinitionRecord> right = new TreeMap<>();
    private Map<String, SloDefinition> defined = Map.of();
    private List<Problem> problems = List.of();

    /** When the newest document was written that objectives may refer to, or deleted. */
    private long referredWrittenAt;

    TenantDocuments(String tenant) {
        this.tenant = tenant;
    }

    /** The tenant that a record's key begins with, up to the first slash. */
    static String tenantOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** Takes a version of a document in; false when it is none that is newer. Versions come in order. */
    boolean put(DefinitionRecord record) {
        DefinitionRecord known = newest.get(record.key());
        if (known != null && known.offset() >= record.offset()) {
            return false;
        }
        if (known != null && known.document() != null) {
            right.putIfAbsent(record.key(), known);
        }
        newest.put(record.key(), record);
        if (record.document() == null) {
            right.remove(record.key());
        }
        return true;
    }

    /** Works out what is defined now. */
    void define() {
        OpenSlo read = OpenSlo.read(texts(Set.of()));
        Set<String> wrong = new HashSet<>();
        problems = read.problems().stream().filter(Problem::error).toList();
        problems.forEach(problem -> wrong.add(problem.source()));
        OpenSlo holds = wrong.isEmpty() ? read : OpenSlo.read(texts(wrong));
        for (DefinitionRecord record : newest.values()) {
            if (!wrong.contains(record.key())) {
                right.remove(record.key());
            }
        }
        Map<String, SloDefinition> now = new TreeMap<>();
        holds.definitions().forEach(definition -> now.put(definition.name(), definition));
        defined = now;
        referredWrittenAt = newest.values().stream()
                .filter(record -> !isOfObjectives(record))
                .mapToLong(DefinitionRecord::timestamp)
                .max()
                .orElse(0);
    }

    /** What is defined, by name. */
    Map<String, SloDefinition> defined() {
        return defined;
    }

    /** What is wrong with the newest version of a document. */
    List<Problem> problems(String key) {
        return problems.stream().filter(problem -> problem.source().equals(key)).toList();
    }

    /** How many documents are wrong in their newest version. */
    int wrong() {
        return (int) problems.stream().map(Problem::source).distinct().count();
    }

    /** Every version that is remembered: the newest, and of those that are wrong the last that was right. */
    List<DefinitionRecord> records() {
        List<DefinitionRecord> records = new ArrayList<>(right.values());
        records.addAll(newest.values());
        return records;
    }

    /**
     * When an objective became what it is, as far as that is still known: when its own document was written last, or
     * one that it may refer to. Epoch milliseconds.
     */
    long writtenAt(String objective) {
        return Math.max(ownWrittenAt(objective), referredWrittenAt);
    }

    /** Of several objectives in one document each has the document's name, a hyphen and a label of its own. */
    private long ownWrittenAt(String objective) {
        for (int end = objective.length(); end > 0; end = objective.lastIndexOf('-', end - 1)) {
            DefinitionRecord own = newest.get(tenant + OBJECTIVES + objective.substring(0, end));
            if (own != null) {
                return own.timestamp();
            }
        }
        return 0;
    }

    /** The documents of objectives that define nothing: those that are deleted, or wrong and never were right. */
    List<DefinitionRecord> undefining() {
        return newest.values().stream()
                .filter(record -> isOfObjectives(record) && (record.document() == null || isWrong(record)))
                .toList();
    }

    /** Since when a document has defined nothing, epoch milliseconds. */
    long undefinedSince(DefinitionRecord record) {
        return record.document() == null ? record.timestamp() : Math.max(record.timestamp(), referredWrittenAt);
    }

    /** The name of a document of objectives. */
    static String nameOf(DefinitionRecord record) {
        return record.key().substring(record.key().indexOf(OBJECTIVES) + OBJECTIVES.length());
    }

    private boolean isWrong(DefinitionRecord record) {
        return !right.containsKey(record.key()) && !problems(record.key()).isEmpty();
    }

    private boolean isOfObjectives(DefinitionRecord record) {
        return record.key().startsWith(tenant + OBJECTIVES);
    }

    private List<SourceText> texts(Set<String> wrong) {
        List<SourceText> texts = new ArrayList<>();
        for (DefinitionRecord record : newest.values()) {
            DefinitionRecord held = wrong.contains(record.key()) ? right.get(record.key()) : record;
            if (held != null && held.document() != null) {
                texts.add(new SourceText(held.key(), tenant, held.document()));
            }
        }
        return texts;
    }
}
