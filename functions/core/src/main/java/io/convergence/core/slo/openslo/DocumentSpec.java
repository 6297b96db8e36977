package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentReference;
import java.util.List;

/** The {@code spec} of a document, by its kind. Parts that could not be read are null or left out. */
sealed interface DocumentSpec
        permits SloSpec, SliSpec, AlertPolicySpec, AlertConditionSpec, DataSourceSpec, DocumentSpec.Empty {
    /** References to other documents, in the order of the text. */
    List<Link> links();

    /** Specification from which nothing is used: of a service, a notification target, or one that could not be read. */
    record Empty() implements DocumentSpec {
        @Override
        public List<Link> links() {
            return List.of();
        }
    }

    /**
     * Reference to a document of a kind.
     *
     * @param kind kind of the other document
     * @param reference its name
     * @param isRequired whether it must be defined
     */
    record Link(DocumentKind kind, DocumentReference reference, boolean isRequired) {}
}
