package io.convergence.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A group of errors. The sample and the first version are those of the earliest occurrence, the last version is that of
 * the latest, ties by id.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param fingerprint identity of the group within the app
 * @param type type of the errors
 * @param template message without quoted parts and numbers
 * @param top file or method of the top frame, or empty
 * @param firstSeen receive time of the earliest occurrence, epoch milliseconds
 * @param lastSeen receive time of the latest occurrence, epoch milliseconds
 * @param count number of occurrences
 * @param sessions number of sessions with an occurrence
 * @param firstVersion version of the app at the earliest occurrence, or null
 * @param lastVersion version of the app at the latest occurrence, or null
 * @param sampleSession session of the earliest occurrence, or null
 * @param sampleId id of the earliest occurrence
 * @param lastId id of the latest occurrence
 */
public record ErrorGroup(
        String tenant,
        String app,
        String fingerprint,
        String type,
        String template,
        String top,
        long firstSeen,
        long lastSeen,
        long count,
        long sessions,
        @Nullable String firstVersion,
        @Nullable String lastVersion,
        @Nullable String sampleSession,
        String sampleId,
        String lastId) {

    /** The group of a first occurrence. */
    public static ErrorGroup of(ErrorOccurrence first) {
        return new ErrorGroup(
                first.tenant(),
                first.app(),
                first.fingerprint(),
                first.type(),
                first.template(),
                first.top(),
                first.at(),
                first.at(),
                1,
                first.firstOfSession() ? 1 : 0,
                first.version(),
                first.version(),
                first.session(),
                first.id(),
                first.id());
    }

    /** The group after another occurrence. */
    public ErrorGroup plus(ErrorOccurrence next) {
        boolean isEarliest = compare(next, firstSeen, sampleId) < 0;
        boolean isLatest = compare(next, lastSeen, lastId) > 0;
        return new ErrorGroup(
                tenant,
                app,
                fingerprint,
                type,
                template,
                top,
                isEarliest ? next.at() : firstSeen,
                isLatest ? next.at() : lastSeen,
                count + 1,
                sessions + (next.firstOfSession() ? 1 : 0),
                isEarliest ? next.version() : firstVersion,
                isLatest ? next.version() : lastVersion,
                isEarliest ? next.session() : sampleSession,
                isEarliest ? next.id() : sampleId,
                isLatest ? next.id() : lastId);
    }

    private static int compare(ErrorOccurrence occurrence, long at, String id) {
        int order = Long.compare(occurrence.at(), at);
        return order == 0 ? occurrence.id().compareTo(id) : order;
    }
}
