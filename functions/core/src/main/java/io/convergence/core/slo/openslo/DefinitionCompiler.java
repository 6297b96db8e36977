package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.NameRule;
import io.convergence.core.yaml.QuotedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles the SLOs of one tenant into definitions. Their references must have been checked before. */
final class DefinitionCompiler {
    private static final long MINUTE = 60_000;

    private final TenantScope scope;
    private final Map<String, ParsedDocument> documentByObjective = new HashMap<>();

    DefinitionCompiler(TenantScope scope) {
        this.scope = scope;
    }

    /** One definition for each objective of each SLO without errors. */
    List<SloDefinition> compile() {
        List<SloDefinition> definitions = new ArrayList<>();
        for (ParsedDocument document : scope.members(DocumentKind.SLO)) {
            if (document.spec() instanceof SloSpec slo) {
                List<SloDefinition> own = compile(document, slo);
                if (!document.hasErrors()) {
                    definitions.addAll(own);
                }
            }
        }
        return definitions;
    }

    private List<SloDefinition> compile(ParsedDocument document, SloSpec slo) {
        Sli sli = sli(slo);
        List<SloDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < slo.objectives().size(); i++) {
            ObjectiveSpec objective = slo.objectives().get(i);
            String name = name(document, slo, i);
            Integer target = objective.targetPpm();
            Period period = slo.period();
            if (target == null || period == null) {
                continue;
            }
            BurnTierCompiler alerts = new BurnTierCompiler(document, slo, scope, period, objective, target);
            List<BurnTier> tiers = alerts.compile();
            if (sli != null && name != null && !document.hasErrors()) {
                definitions.add(definition(document, slo, sli, i, name, tiers, alerts.windows()));
            }
        }
        return definitions;
    }

    private @Nullable Sli sli(SloSpec slo) {
        if (slo.indicatorReference() != null) {
            ParsedDocument found =
                    scope.find(DocumentKind.SLI, slo.indicatorReference().name());
            return found != null && found.spec() instanceof SliSpec spec ? spec.sli() : null;
        }
        return slo.indicator() == null ? null : slo.indicator().sli();
    }

    /** The name of an objective; null when it is invalid or already taken, which is reported. */
    private @Nullable String name(ParsedDocument document, SloSpec slo, int index) {
        if (document.name() == null) {
            return null;
        }
        ObjectiveSpec objective = slo.objectives().get(index);
        String name = slo.objectives().size() == 1 ? document.name() : document.name() + '-' + label(objective, index);
        String violation = NameRule.violation(name);
        String subject = "the objective's name " + QuotedText.of(name) + ' ';
        if (violation != null) {
            document.problems().error(objective.position(), subject + violation);
            return null;
        }
        ParsedDocument first = documentByObjective.putIfAbsent(name, document);
        if (first != null) {
            document.problems()
                    .error(objective.position(), subject + "is already that of one at " + first.location());
            return null;
        }
        return name;
    }

    private static String label(ObjectiveSpec objective, int index) {
        return objective.displayName() == null
                ? String.valueOf(index)
                : objective.displayName().replace('/', '-');
    }

    private SloDefinition definition(
            ParsedDocument document,
            SloSpec slo,
            Sli sli,
            int index,
            String name,
            List<BurnTier> tiers,
            List<Long> windows) {
        ObjectiveSpec objective = slo.objectives().get(index);
        String displayName = document.metadata().displayName();
        if (displayName == null) {
            displayName = name;
        } else if (slo.objectives().size() > 1) {
            displayName += " (" + label(objective, index) + ')';
        }
        SloAnnotations annotations = slo.annotations();
        return new SloDefinition(
                Objects.requireNonNull(scope.tenant()),
                name,
                Objects.requireNonNull(slo.service()).name(),
                displayName,
                SliGeneration.of(sli),
                sli,
                Objects.requireNonNull(objective.targetPpm()),
                Objects.requireNonNull(slo.period()),
                Objects.requireNonNull(slo.method()),
                objective.sliceTargetPpm(),
                objective.sliceMinutes() * MINUTE,
                annotations.noData(),
                tiers,
                windows,
                annotations.runbookUrl(),
                annotations.url());
    }
}
