package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.yaml.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The topic of definitions as a state machine: it takes records in and returns which objectives change. Of each document
 * the last valid version is in force. A record that has errors, or that would make a document in force invalid, is held back
 * and reported; it comes into force when later records make that possible. Not thread-safe.
 */
public final class DefinitionLog {
    private final Map<String, TenantDocuments> tenants = new TreeMap<>();

    /**
     * Result of a record.
     *
     * @param updates objectives that get a new definition or are removed, from the next full minute on
     * @param problems errors because of which the record is held back; empty when it is in force
     */
    public record Change(List<SloUpdate> updates, List<Problem> problems) {}

    /**
     * The log after some records.
     *
     * @param records records of the topic, or {@link #records()} of another log, in any order. Of a key with several
     *     records the one with the lowest offset was in force before the others.
     */
    public DefinitionLog(Collection<DefinitionRecord> records) {
        List<DefinitionRecord> ordered = records.stream()
                .sorted(Comparator.comparingLong(DefinitionRecord::offset))
                .toList();
        Set<String> seen = new HashSet<>();
        putAll(ordered.stream().filter(record -> seen.add(record.key())).toList());
        putAll(ordered);
    }

    /**
     * The log of a job that continues from its state, with what the topic contains now.
     *
     * @param remembered {@link #records()} of the log in the state; empty in a job without state
     * @param initial the topic, as read before the job started
     */
    public static DefinitionLog resume(Collection<DefinitionRecord> remembered, InitialDefinitions initial) {
        DefinitionLog log = new DefinitionLog(remembered);
        Set<String> inTopic = new HashSet<>();
        initial.records().forEach(record -> inTopic.add(record.key()));
        List<DefinitionRecord> records = new ArrayList<>();
        for (DefinitionRecord record : log.newest()) {
            if (record.offset() <= initial.throughOffset() && !inTopic.contains(record.key())) {
                // The topic has been compacted since: neither the document nor its tombstone is left.
                records.add(new DefinitionRecord(record.key(), initial.throughOffset(), record.timestamp(), null));
            }
        }
        records.addAll(initial.records());
        log.putAll(records);
        return log;
    }

    /**
     * The definitions with which a job starts.
     *
     * @param readAt when the topic was read, epoch milliseconds
     */
    public static SloStart start(InitialDefinitions initial, long readAt) {
        DefinitionLog log = new DefinitionLog(initial.records());
        List<SloUpdate> updates = new ArrayList<>();
        List<SloStart.Removal> removals = new ArrayList<>();
        log.tenants.forEach((tenant, documents) -> {
            for (SloDefinition definition : documents.defined().values()) {
                updates.add(new SloUpdate(
                        tenant,
                        definition.name(),
                        nextMinute(documents.writtenAt(definition.name())),
                        initial.throughOffset(),
                        definition));
            }
            for (DefinitionRecord record : documents.undefining()) {
                removals.add(new SloStart.Removal(
                        tenant,
                        TenantDocuments.nameOf(record),
                        nextMinute(documents.undefinedSince(record)),
                        record.document() == null));
            }
        });
        return new SloStart(updates, removals, initial.throughOffset(), nextMinute(readAt));
    }

    /** Takes a record in. A record that is not newer than the known one of its key changes nothing. */
    public Change apply(DefinitionRecord record) {
        TenantDocuments documents = documents(record);
        if (!documents.put(record)) {
            return new Change(List.of(), List.of());
        }
        Map<String, SloDefinition> before = documents.defined();
        documents.settle();
        Map<String, SloDefinition> now = documents.defined();
        List<SloUpdate> updates = new ArrayList<>();
        long from = nextMinute(record.timestamp());
        for (SloDefinition definition : now.values()) {
            if (!Objects.equals(definition, before.get(definition.name()))) {
                updates.add(new SloUpdate(definition.tenant(), definition.name(), from, record.offset(), definition));
            }
        }
        for (SloDefinition removed : before.values()) {
            if (!now.containsKey(removed.name())) {
                updates.add(new SloUpdate(removed.tenant(), removed.name(), from, record.offset(), null));
            }
        }
        return new Change(updates, documents.problems(record.key()));
    }

    /** The records from which an equal log can be made; they are to be kept in state. */
    public List<DefinitionRecord> records() {
        List<DefinitionRecord> records = new ArrayList<>();
        tenants.values().forEach(documents -> records.addAll(documents.records()));
        return records;
    }

    /** Updates that remove the objectives which another log defines and this one, with which a job starts, does not. */
    public List<SloUpdate> removedSince(DefinitionLog before, SloStart start) {
        List<SloUpdate> removed = new ArrayList<>();
        before.tenants.forEach((tenant, documents) -> {
            TenantDocuments here = tenants.get(tenant);
            for (SloDefinition known : documents.defined().values()) {
                if (here == null || !here.defined().containsKey(known.name())) {
                    removed.add(start.end(new SloUpdate(tenant, known.name(), Long.MIN_VALUE, -1, known)));
                }
            }
        });
        return removed;
    }

    /** Errors because of which the newest version of a record's document is not in force. */
    public List<Problem> problems(DefinitionRecord record) {
        return documents(record).problems(record.key());
    }

    /** All objectives in force, ordered by tenant and name. */
    public List<SloDefinition> definitions() {
        return tenants.values().stream()
                .flatMap(documents -> documents.defined().values().stream())
                .toList();
    }

    /** Number of objectives in force. */
    public int objectives() {
        return tenants.values().stream()
                .mapToInt(documents -> documents.defined().size())
                .sum();
    }

    /** Number of documents whose newest version is held back. */
    public int wrongDocuments() {
        return tenants.values().stream().mapToInt(TenantDocuments::refused).sum();
    }

    private void putAll(Collection<DefinitionRecord> records) {
        Set<TenantDocuments> changed = new LinkedHashSet<>();
        for (DefinitionRecord record : records) {
            TenantDocuments documents = documents(record);
            if (documents.put(record)) {
                changed.add(documents);
            }
        }
        changed.forEach(TenantDocuments::settle);
    }

    private List<DefinitionRecord> newest() {
        return tenants.values().stream()
                .flatMap(documents -> documents.newest().stream())
                .toList();
    }

    private TenantDocuments documents(DefinitionRecord record) {
        return tenants.computeIfAbsent(TenantDocuments.tenantOf(record.key()), TenantDocuments::new);
    }

    private static long nextMinute(long time) {
        return MinuteSchedule.floor(time) + MinuteSchedule.MINUTE_MILLIS;
    }
}
