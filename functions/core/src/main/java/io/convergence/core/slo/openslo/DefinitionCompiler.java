package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the definitions of a scope out of its SLOs, whose references have been checked. */
final class DefinitionCompiler {
    private static final long MINUTE = 60_000;

    private final Scope scope;
    private final Map<String, ReadDocument> byName = new HashMap<>();

    DefinitionCompiler(Scope scope) {
        this.scope = scope;
    }

    /** One for each objective of each SLO without an error. */
    List<SloDefinition> all() {
        List<SloDefinition> definitions = new ArrayList<>();
        for (ReadDocument document : scope.members(Kind.SLO)) {
            if (document.body() instanceof SloBody slo) {
                List<SloDefinition> own = of(document, slo);
                if (!document.hasErrors()) {
                    definitions.addAll(own);
                }
            }
        }
        return definitions;
    }

    private List<SloDefinition> of(ReadDocument document, SloBody slo) {
        Sli sli = sli(slo);
        List<SloDefinition> own = new ArrayList<>();
        for (int i = 0; i < slo.objectives().size(); i++) {
            ObjectiveBody objective = slo.objectives().get(i);
            String name = name(document, slo, i);
            Integer target = objective.targetPpm();
            Period period = slo.period();
            if (target == null || period == null) {
                continue;
            }
            Tiers picked = new Tiers(document, slo, scope, period, objective, target);
            List<BurnTier> tiers = picked.pick();
            if (sli != null && name != null && !document.hasErrors()) {
                own.add(definition(document, slo, sli, i, name, tiers, picked.windows()));
            }
        }
        return own;
    }

    private @Nullable Sli sli(SloBody slo) {
        if (slo.indicatorReference() != null) {
            ReadDocument found = scope.find(Kind.SLI, slo.indicatorReference().name());
            return found != null && found.body() instanceof SliBody body ? body.sli() : null;
        }
        return slo.indicator() == null ? null : slo.indicator().sli();
    }

    /** The name of an objective's definition, or null when there is none or another has it, which is reported. */
    private @Nullable String name(ReadDocument document, SloBody slo, int index) {
        if (document.name() == null) {
            return null;
        }
        ObjectiveBody objective = slo.objectives().get(index);
        String name = slo.objectives().size() == 1 ? document.name() : document.name() + '-' + label(objective, index);
        String fault = Names.fault(name);
        if (fault != null) {
            document.problems().error(objective.place(), "the objective's name " + Shown.of(name) + ' ' + fault);
            return null;
        }
        ReadDocument first = byName.putIfAbsent(name, document);
        if (first != null) {
            document.problems()
                    .error(
                            objective.place(),
                            "the objective's name " + Shown.of(name) + " is already that of one at "
                                    + first.position());
            return null;
        }
        return name;
    }

    private static String label(ObjectiveBody objective, int index) {
        return objective.displayName() == null
                ? String.valueOf(index)
                : objective.displayName().replace('/', '-');
    }

    private SloDefinition definition(
            ReadDocument document,
            SloBody slo,
            Sli sli,
            int index,
            String name,
            List<BurnTier> tiers,
            List<Long> windows) {
        ObjectiveBody objective = slo.objectives().get(index);
        String displayName = document.header().displayName();
        if (displayName == null) {
            displayName = name;
        } else if (slo.objectives().size() > 1) {
            displayName += " (" + label(objective, index) + ')';
        }
        SloAnnotations options = slo.options();
        return new SloDefinition(
                Objects.requireNonNull(scope.tenant()),
                name,
                Objects.requireNonNull(slo.service()).name(),
                displayName,
                Generation.of(sli),
                sli,
                Objects.requireNonNull(objective.targetPpm()),
                Objects.requireNonNull(slo.period()),
                Objects.requireNonNull(slo.method()),
                objective.sliceTargetPpm(),
                objective.sliceMinutes() * MINUTE,
                options.noData(),
                tiers,
                windows,
                options.runbookUrl(),
                options.url());
    }
}
