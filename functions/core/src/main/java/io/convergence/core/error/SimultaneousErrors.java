package io.convergence.core.error;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Errors of a group that were received in the same millisecond and are not counted yet.
 *
 * @param errors the errors, by id
 */
public record SimultaneousErrors(List<ErrorOccurrence> errors) {
    /** No error. */
    public static final SimultaneousErrors NONE = new SimultaneousErrors(List.of());

    public SimultaneousErrors {
        errors = List.copyOf(errors);
    }

    /** These errors and another one. */
    public SimultaneousErrors plus(ErrorOccurrence error) {
        List<ErrorOccurrence> more = new ArrayList<>(errors);
        more.add(error);
        more.sort(Comparator.comparing(ErrorOccurrence::id));
        return new SimultaneousErrors(more);
    }
}
