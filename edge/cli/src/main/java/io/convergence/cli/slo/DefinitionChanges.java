package io.convergence.cli.slo;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The difference between documents of files and those of the topic.
 *
 * @param wanted texts of the files by key, in the order of publication
 * @param stored texts of the topic by key
 */
record DefinitionChanges(Map<String, String> wanted, Map<String, String> stored) {

    /** The difference between what was read from files and what the topic has. */
    static DefinitionChanges between(OpenSlo files, Map<String, String> stored) {
        Map<String, String> wanted = new LinkedHashMap<>();
        files.documents().stream()
                .sorted(Comparator.comparing(Document::key, DefinitionKeys.BY_DEPENDENCY))
                .forEach(document -> wanted.put(document.key(), document.text()));
        return new DefinitionChanges(wanted, stored);
    }

    /** Documents of the files that the topic does not have, in the order of publication. */
    List<String> created() {
        return wanted.keySet().stream().filter(key -> !stored.containsKey(key)).toList();
    }

    /** Documents whose version in the topic differs, in the order of publication, each with its differences. */
    Map<String, List<String>> changed() {
        Map<String, List<String>> changed = new LinkedHashMap<>();
        wanted.forEach((key, text) -> {
            List<String> differences = DocumentDifference.between(stored.getOrDefault(key, text), text);
            if (!differences.isEmpty()) {
                changed.put(key, differences);
            }
        });
        return changed;
    }

    /**
     * Documents of the topic that the files do not have, in the order of deletion. Only documents of the files' tenants:
     * those of other tenants, and records that are no documents, are left alone.
     */
    List<String> removed() {
        Set<String> tenants =
                wanted.keySet().stream().map(DefinitionKeys::tenant).collect(Collectors.toCollection(TreeSet::new));
        return inOrderOfDeletion(stored.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .filter(key -> DefinitionKeys.isDocument(key) && tenants.contains(DefinitionKeys.tenant(key)))
                .toList());
    }

    /** Keys such that each document comes before those that it refers to. */
    static List<String> inOrderOfDeletion(Collection<String> keys) {
        return keys.stream().sorted(DefinitionKeys.BY_DEPENDENCY.reversed()).toList();
    }
}
