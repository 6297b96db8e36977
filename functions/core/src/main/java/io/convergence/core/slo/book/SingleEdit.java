package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.RecordKeyCheck;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An edit of one document to which no other document refers, while all other documents of its tenant are in force. It
 * changes only the objectives of its own document, so that document is read with those that it refers to instead of all.
 *
 * @param tenant owner of the document
 * @param inForce versions in force by key
 * @param references references between the versions in force
 */
record SingleEdit(String tenant, Map<String, DefinitionRecord> inForce, DocumentReferences references) {
    /**
     * The effect of an edit.
     *
     * @param removed names of the objectives that the document defined
     * @param defined objectives that it defines now
     */
    record Effect(Set<String> removed, List<SloDefinition> defined) {}

    /**
     * The effect of a version or a deletion. Null when it has errors or another document refers to it: then the decision
     * needs all documents.
     *
     * @param defined objectives in force by name
     */
    @Nullable
    Effect effect(DefinitionRecord version, Map<String, SloDefinition> defined) {
        String document = version.document();
        if (references.isReferredTo(version.key())
                || (document != null && RecordKeyCheck.violation(version.key(), document) != null)) {
            return null;
        }
        DefinitionRecord before = inForce.get(version.key());
        List<SloDefinition> old = before == null ? List.of() : read(before).definitions();
        Set<String> removed = names(old);
        if (document == null) {
            return new Effect(removed, List.of());
        }
        OpenSlo read = read(version);
        boolean isWrong = read.problems().stream().anyMatch(Problem::error);
        boolean isTaken = names(read.definitions()).stream()
                .anyMatch(name -> defined.containsKey(name) && !removed.contains(name));
        return isWrong || isTaken ? null : new Effect(removed, read.definitions());
    }

    private OpenSlo read(DefinitionRecord version) {
        List<SourceText> texts = new ArrayList<>();
        for (String key : references.reachableFrom(version)) {
            DefinitionRecord target = inForce.get(key);
            if (target != null) {
                addText(target, texts);
            }
        }
        addText(version, texts);
        return OpenSlo.read(texts);
    }

    private void addText(DefinitionRecord version, List<SourceText> texts) {
        if (version.document() != null) {
            texts.add(new SourceText(version.key(), tenant, version.document()));
        }
    }

    private static Set<String> names(List<SloDefinition> definitions) {
        return definitions.stream().map(SloDefinition::name).collect(Collectors.toSet());
    }
}
