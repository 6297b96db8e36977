package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Reference;
import java.util.List;

/** What a document says, by its kind. */
sealed interface Body permits SloBody, SliBody, PolicyBody, ConditionBody, DataSourceBody, Body.Plain {
    /** The documents it names, in its order. */
    List<Link> links();

    /** A document that only has to exist: a service, a notification target, or one that could not be read. */
    record Plain() implements Body {
        @Override
        public List<Link> links() {
            return List.of();
        }
    }

    /**
     * A document that is named.
     *
     * @param kind its kind
     * @param reference its name
     * @param needed whether it must exist
     */
    record Link(Kind kind, Reference reference, boolean needed) {}
}
