package io.convergence.cli.slo;

import io.convergence.cli.command.UsageException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of the topic of definitions. Mutable while the topic is read.
 *
 * @param texts text of every document that is not deleted, by key
 * @param authors author of every document whose newest record came over HTTP, by key, deleted ones among them
 */
record PublishedDocuments(Map<String, String> texts, Map<String, String> authors) {
    private static final int MOST_NAMED = 3;

    /** Documents of an empty topic. */
    static PublishedDocuments none() {
        return new PublishedDocuments(new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Takes the next record of the topic.
     *
     * @param text the document; null for a deletion
     * @param author who changed it over HTTP; null for a record of files
     */
    void put(String key, @Nullable String text, @Nullable String author) {
        if (text == null) {
            texts.remove(key);
        } else {
            texts.put(key, text);
        }
        if (author == null) {
            authors.remove(key);
        } else {
            authors.put(key, author);
        }
    }

    /**
     * Refuses to replace or delete documents that were changed over HTTP.
     *
     * @throws UsageException when there are any and they are not to be taken over
     */
    void requireOfFiles(Collection<String> keys, boolean takeOver) throws UsageException {
        List<String> changed =
                keys.stream().filter(authors::containsKey).sorted().toList();
        if (changed.isEmpty() || takeOver) {
            return;
        }
        StringBuilder named = new StringBuilder();
        for (String key : changed.subList(0, Math.min(MOST_NAMED, changed.size()))) {
            named.append(named.isEmpty() ? "" : ", ").append(key);
            String author = authors.getOrDefault(key, "");
            named.append(author.isEmpty() ? "" : " by " + author);
        }
        if (changed.size() > MOST_NAMED) {
            named.append(" and ").append(changed.size() - MOST_NAMED).append(" more");
        }
        throw new UsageException("nothing was written, because documents were changed over HTTP last (" + named
                + "); replace them with " + TakeOverOption.NAME);
    }
}
