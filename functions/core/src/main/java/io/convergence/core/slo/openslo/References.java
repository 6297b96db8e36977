package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.sli.MetricType;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Reference;
import io.convergence.core.yaml.Shown;
import java.util.List;

/** Checks what the documents of a scope refer to. */
final class References {
    private final Scope scope;

    References(Scope scope) {
        this.scope = scope;
    }

    /** Checks the documents of a kind; those of the kinds before it have been checked. */
    void check(Kind kind) {
        for (ReadDocument document : scope.members(kind)) {
            for (Body.Link link : document.body().links()) {
                check(document.problems(), link);
            }
            checkTypes(document);
        }
    }

    private void check(DocumentProblems problems, Body.Link link) {
        String named = link.kind().label() + ' ' + Shown.of(link.reference().name());
        ReadDocument target = scope.find(link.kind(), link.reference().name());
        if (target == null && link.needed()) {
            problems.error(link.reference().place(), "no " + named + " is defined here for this tenant");
        } else if (target == null) {
            problems.warning(link.reference().place(), "no " + named + " is defined here for this tenant");
        } else if (target.hasErrors() && link.needed()) {
            problems.error(link.reference().place(), named + " has errors itself, at " + target.position());
        }
    }

    private void checkTypes(ReadDocument document) {
        List<MetricType> types = List.of();
        if (document.body() instanceof SliBody sli) {
            types = sli.types();
        } else if (document.body() instanceof SloBody slo && slo.indicator() != null) {
            types = slo.indicator().types();
        }
        for (MetricType type : types) {
            Reference reference = type.dataSource();
            ReadDocument target = reference == null ? null : scope.find(Kind.DATA_SOURCE, reference.name());
            if (reference != null && target != null && target.body() instanceof DataSourceBody dataSource) {
                checkType(document.problems(), type, reference, dataSource);
            }
        }
    }

    private static void checkType(
            DocumentProblems problems, MetricType type, Reference reference, DataSourceBody dataSource) {
        String found = dataSource.type();
        if (found == null || found.equals(type.type())) {
            return;
        }
        if (type.type() != null) {
            problems.error(
                    reference.place(),
                    "contradicts type " + Shown.of(type.type()) + ": the DataSource is of type " + Shown.of(found));
        } else if (!found.equals(MetricType.CONVERGENCE)) {
            problems.error(reference.place(), MetricType.foreign(found));
        }
    }
}
