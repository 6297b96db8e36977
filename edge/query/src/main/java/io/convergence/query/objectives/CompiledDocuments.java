package io.convergence.query.objectives;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.RecordKeyCheck;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import io.convergence.query.objectives.PresentDocuments.Deletion;
import io.convergence.query.objectives.PresentDocuments.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The present documents of a tenant with what they define. Immutable. */
public final class CompiledDocuments {
    private final Map<String, Text> present = new HashMap<>();
    private final Map<String, Deletion> deleted;
    private final Map<String, SloDefinition> definitions = new HashMap<>();
    private final Map<String, List<Problem>> errors = new HashMap<>();
    private final long characters;

    private CompiledDocuments(Map<String, Deletion> deleted, long characters) {
        this.deleted = Map.copyOf(deleted);
        this.characters = characters;
    }

    /** Compiles documents as the job does, as one set. */
    static CompiledDocuments of(String tenant, List<Text> documents, Map<String, Deletion> deleted) {
        CompiledDocuments compiled = new CompiledDocuments(
                deleted,
                documents.stream()
                        .mapToLong(document -> document.text().length())
                        .sum());
        List<SourceText> texts = new ArrayList<>();
        for (Text document : documents) {
            if (document.kind().equals(StoredObjective.KIND)) {
                compiled.present.put(document.name(), document);
            }
            String violation = RecordKeyCheck.violation(tenant + '/' + document.key(), document.text());
            if (violation == null) {
                texts.add(new SourceText(document.key(), tenant, document.text()));
            } else {
                compiled.add(new Problem(true, document.key(), 1, 1, "", violation));
            }
        }
        OpenSlo read = OpenSlo.read(texts);
        read.definitions().forEach(definition -> compiled.definitions.put(definition.name(), definition));
        read.problems().stream().filter(Problem::error).forEach(compiled::add);
        return compiled;
    }

    private void add(Problem error) {
        String key = error.source();
        if (key.startsWith(StoredObjective.KIND + '/')) {
            errors.computeIfAbsent(key.substring(key.indexOf('/') + 1), name -> new ArrayList<>())
                    .add(error);
        }
    }

    /** The characters of all documents. */
    long characters() {
        return characters;
    }

    /** The objective of a name, as its newest record has it; null when no record is about it. */
    public @Nullable PublishedObjective find(String id) {
        SloDefinition definition = definitions.get(id);
        Text document = DocumentNames.find(id, present);
        Deletion deletion = DocumentNames.find(id, deleted);
        if (document != null
                && (definition != null
                        || deletion == null
                        || document.name().length() > deletion.name().length())) {
            return new PublishedObjective(
                    id,
                    document.name(),
                    document.origin(),
                    document.text(),
                    document.tag(),
                    document.writtenAt(),
                    errors.getOrDefault(document.name(), List.of()),
                    definition);
        }
        return deletion == null
                ? null
                : new PublishedObjective(
                        id, deletion.name(), deletion.origin(), null, null, deletion.writtenAt(), List.of(), null);
    }

    /** Every objective that is defined, and one for each SLO document with errors. */
    public List<PublishedObjective> all() {
        List<PublishedObjective> objectives = new ArrayList<>();
        List<String> names = new ArrayList<>(definitions.keySet());
        names.addAll(errors.keySet());
        for (String name : names) {
            PublishedObjective objective = find(name);
            if (objective != null) {
                objectives.add(objective);
            }
        }
        return objectives;
    }
}
