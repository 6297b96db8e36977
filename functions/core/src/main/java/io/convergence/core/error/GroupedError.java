package io.convergence.core.error;

import org.jspecify.annotations.Nullable;

/**
 * One error of a user with what is known of its group when it is counted.
 *
 * @param occurrence the error
 * @param groupFirst receive time of the earliest occurrence of the group in the whole app since the group is new, epoch
 *     milliseconds
 * @param firstVersion version of the app at that occurrence, or null
 */
public record GroupedError(
        ErrorOccurrence occurrence,
        long groupFirst,
        @Nullable String firstVersion) {

    /** An error that is part of a group. */
    public static GroupedError of(ErrorOccurrence occurrence, ErrorGroup group) {
        return new GroupedError(occurrence, group.firstSeen(), group.firstVersion());
    }

    /** The group on the host of the error. */
    public ErrorGroupHost key() {
        return new ErrorGroupHost(occurrence.tenant(), occurrence.app(), occurrence.host(), occurrence.fingerprint());
    }
}
