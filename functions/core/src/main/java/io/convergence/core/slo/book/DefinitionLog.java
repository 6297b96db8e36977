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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The documents that the topic of definitions holds, and what they define. While the newest version of a document is
 * wrong, the last one that was right holds. Not thread-safe.
 */
public final class DefinitionLog {
    private final Map<String, TenantDocuments> tenants = new HashMap<>();

    /**
     * What a record changes.
     *
     * @param updates objectives that are defined anew, or removed, from the next full minute on
     * @param problems what is wrong with the record's own document
     */
    public record Change(List<SloUpdate> updates, List<Problem> problems) {}

    /** The log as it was read before a job starts, or remembered by a job before it. */
    public DefinitionLog(Collection<DefinitionRecord> records) {
        records.stream()
                .sorted(Comparator.comparingLong(DefinitionRecord::offset))
                .forEach(record -> documents(record).put(record));
        tenants.values().forEach(TenantDocuments::define);
    }

    /**
     * The definitions a job starts with.
     *
     * @param readAt when the log was read, epoch milliseconds
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

    /** Takes a record in. One that is known already changes nothing. */
    public Change apply(DefinitionRecord record) {
        TenantDocuments documents = documents(record);
        if (!documents.put(record)) {
            return new Change(List.of(), List.of());
        }
        Map<String, SloDefinition> before = documents.defined();
        documents.define();
        Map<String, SloDefinition> now = documents.defined();
        List<SloUpdate> updates = new ArrayList<>();
        long from = nextMinute(record.timestamp());
        for (SloDefinition definition : now.values()) {
            if (!Objects.equals(definition, before.get(definition.name()))) {
                updates.add(new SloUpdate(definition.tenant(), definition.name(), from, record.offset(), definition));
            }
        }
        for (SloDefinition gone : before.values()) {
            if (!now.containsKey(gone.name())) {
                updates.add(new SloUpdate(gone.tenant(), gone.name(), from, record.offset(), null));
            }
        }
        return new Change(updates, documents.problems(record.key()));
    }

    /** Every record that is remembered. */
    public List<DefinitionRecord> records() {
        List<DefinitionRecord> records = new ArrayList<>();
        tenants.values().forEach(documents -> records.addAll(documents.records()));
        return records;
    }

    /** The ends of what another log defined and this one, which a job starts with, does not. */
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

    /** What is wrong with the newest version of a document. */
    public List<Problem> problems(DefinitionRecord record) {
        return documents(record).problems(record.key());
    }

    /** How many objectives are defined. */
    public int objectives() {
        return tenants.values().stream()
                .mapToInt(documents -> documents.defined().size())
                .sum();
    }

    /** How many documents are wrong in their newest version. */
    public int wrongDocuments() {
        return tenants.values().stream().mapToInt(TenantDocuments::wrong).sum();
    }

    private TenantDocuments documents(DefinitionRecord record) {
        return tenants.computeIfAbsent(TenantDocuments.tenantOf(record.key()), TenantDocuments::new);
    }

    private static long nextMinute(long time) {
        return MinuteSchedule.floor(time) + MinuteSchedule.MINUTE_MILLIS;
    }
}
