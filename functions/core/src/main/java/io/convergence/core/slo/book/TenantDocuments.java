package io.convergence.core.slo.book;

import io.convergence.core.slo.DefinitionRecord;
import io.convergence.core.slo.SloDefinition;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.Problem;
import io.convergence.core.slo.openslo.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The documents of one tenant. Not thread-safe. */
final class TenantDocuments {
    private final String tenant;
    private final Map<String, DefinitionRecord> newest = new TreeMap<>();
    private final Map<String, DefinitionRecord> right = new TreeMap<>();
    private Map<String, SloDefinition> defined = Map.of();
    private List<Problem> problems = List.of();

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

    /** When the newest document was written, epoch milliseconds. */
    long lastWritten() {
        return newest.values().stream()
                .mapToLong(DefinitionRecord::timestamp)
                .max()
                .orElse(0);
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
