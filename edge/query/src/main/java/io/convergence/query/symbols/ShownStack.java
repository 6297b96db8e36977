package io.convergence.query.symbols;

import org.jspecify.annotations.Nullable;

/**
 * A stack of errors as it is shown.
 *
 * @param source the stack in source names, or null where no frame was resolved
 * @param status outcome of resolving it, such as {@code success} or {@code no_zip}
 * @param reason why not every frame was resolved, in one sentence; null when each one was
 * @param isStale whether the outcome is that of an earlier archive, because the present one was not read in time
 * @param isRecorded whether the outcome was recorded just now, which may add the error to another group
 */
public record ShownStack(
        @Nullable String source, String status, @Nullable String reason, boolean isStale, boolean isRecorded) {}
