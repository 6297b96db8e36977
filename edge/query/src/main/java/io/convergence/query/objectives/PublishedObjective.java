package io.convergence.query.objectives;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objective as the newest record of its SLO document has it, whether the job follows it already or not.
 *
 * @param id name of the objective; the name of the document when the document has errors
 * @param documentName name of the document
 * @param origin {@code file} or {@code api}
 * @param text the document as it was published; null when it was deleted
 * @param tag strong entity tag of the document; null when it was deleted
 * @param writtenAt when it was published or deleted
 * @param errors errors because of which it is refused, in line order
 * @param definition its definition; null when the document has errors, was deleted or does not have the objective
 */
public record PublishedObjective(
        String id,
        String documentName,
        String origin,
        @Nullable String text,
        @Nullable String tag,
        Instant writtenAt,
        List<Problem> errors,
        @Nullable SloDefinition definition) {
    public PublishedObjective {
        errors = List.copyOf(errors);
    }

    /** The minute from which the job follows the record. */
    public Instant effectiveFrom() {
        return PlannedWrite.effectiveFrom(writtenAt);
    }
}
