package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentReference;
import io.convergence.core.slo.openslo.sli.MetricSourceType;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.QuotedText;
import java.util.List;

/** Check of the references between the documents of one tenant. */
final class ReferenceCheck {
    private final TenantScope scope;

    ReferenceCheck(TenantScope scope) {
        this.scope = scope;
    }

    /** Checks the references of all documents of a kind. The kinds before it must have been checked. */
    void check(DocumentKind kind) {
        for (ParsedDocument document : scope.members(kind)) {
            for (DocumentSpec.Link link : document.spec().links()) {
                check(document.problems(), link);
            }
            checkTypes(document);
        }
    }

    private void check(DocumentProblems problems, DocumentSpec.Link link) {
        DocumentReference reference = link.reference();
        String named = link.kind().label() + ' ' + QuotedText.of(reference.name());
        ParsedDocument target = scope.find(link.kind(), reference.name());
        if (target == null && link.isRequired()) {
            problems.error(reference.position(), "no " + named + " is defined here for this tenant");
        } else if (target == null) {
            problems.warning(reference.position(), "no " + named + " is defined here for this tenant");
        } else if (target.hasErrors() && link.isRequired()) {
            problems.error(reference.position(), named + " has errors itself, at " + target.location());
        }
    }

    private void checkTypes(ParsedDocument document) {
        List<MetricSourceType> types = List.of();
        if (document.spec() instanceof SliSpec sli) {
            types = sli.types();
        } else if (document.spec() instanceof SloSpec slo && slo.indicator() != null) {
            types = slo.indicator().types();
        }
        for (MetricSourceType type : types) {
            DocumentReference reference = type.dataSource();
            ParsedDocument target = reference == null ? null : scope.find(DocumentKind.DATA_SOURCE, reference.name());
            if (reference != null && target != null && target.spec() instanceof DataSourceSpec dataSource) {
                checkType(document.problems(), type, reference, dataSource);
            }
        }
    }

    private static void checkType(
            DocumentProblems problems, MetricSourceType type, DocumentReference reference, DataSourceSpec dataSource) {
        String found = dataSource.type();
        if (found == null || found.equals(type.type())) {
            return;
        }
        if (type.type() != null) {
            problems.error(
                    reference.position(),
                    "contradicts type " + QuotedText.of(type.type()) + ": the DataSource is of type "
                            + QuotedText.of(found));
        } else if (!found.equals(MetricSourceType.CONVERGENCE)) {
            problems.error(reference.position(), MetricSourceType.unsupported(found));
        }
    }
}
