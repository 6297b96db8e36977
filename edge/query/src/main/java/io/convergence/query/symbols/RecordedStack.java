package io.convergence.query.symbols;

import io.convergence.symbols.store.LateStack;
import org.jspecify.annotations.Nullable;

/**
 * A stack of errors as its row has it.
 *
 * @param stack what was to be resolved
 * @param source the stack in source names, or null where no frame was resolved
 * @param status outcome of resolving it, such as {@code success} or {@code no_zip}
 * @param isOutdated whether the outcome is not that of the present archive: the archive was replaced, deleted or uploaded
 *     since, or the resolution had failed for a reason that passes
 */
public record RecordedStack(LateStack stack, @Nullable String source, String status, boolean isOutdated) {}
