package io.convergence.core.slo.openslo;

import io.convergence.core.signal.NamedValues;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.CountsGeneration;
import io.convergence.core.slo.definition.ObjectiveName;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
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

    /** One result for each objective of each SLO without errors. */
    List<SloDefinition> compile() {
        List<SloDefinition> objectives = new ArrayList<>();
        for (ParsedDocument document : scope.members(DocumentKind.SLO)) {
            if (document.spec() instanceof SloSpec slo) {
                List<SloDefinition> own = compile(document, slo);
                if (!document.hasErrors()) {
                    objectives.addAll(own);
                }
            }
        }
        return objectives;
    }

    private List<SloDefinition> compile(ParsedDocument document, SloSpec slo) {
        SliSpec sliSpec = sliSpec(slo);
        IndicatorCompiler indicators =
                sliSpec == null ? null : new IndicatorCompiler(slo, sliSpec, document.problems());
        List<SloDefinition> objectives = new ArrayList<>();
        for (int i = 0; i < slo.objectives().size(); i++) {
            ObjectiveSpec objective = slo.objectives().get(i);
            IndicatorCompiler.Indicator indicator = indicators == null ? null : indicators.compile(objective);
            String name = name(document, slo, i);
            Integer target = objective.targetPpm();
            Period period = slo.period();
            if (target == null || period == null) {
                continue;
            }
            BurnTierCompiler alerts = new BurnTierCompiler(document, slo, scope, period, objective, target);
            List<BurnTier> tiers = alerts.compile();
            if (indicator != null && name != null && !document.hasErrors()) {
                SloDefinition definition = definition(document, slo, indicator, i, name, tiers, alerts);
                new MinimumReach(definition, slo.annotations(), document.problems(), objective.position()).check();
                objectives.add(definition);
            }
        }
        if (!objectives.isEmpty() && objectives.get(0).sli().groupBy().isEmpty()) {
            slo.annotations().warnWithoutGroups();
        }
        return objectives;
    }

    private @Nullable SliSpec sliSpec(SloSpec slo) {
        if (slo.indicatorReference() == null) {
            return slo.indicator();
        }
        ParsedDocument found =
                scope.find(DocumentKind.SLI, slo.indicatorReference().name());
        return found != null && found.spec() instanceof SliSpec spec ? spec : null;
    }

    /** The name of an objective; null when it is invalid or already taken, which is reported. */
    private @Nullable String name(ParsedDocument document, SloSpec slo, int index) {
        if (document.name() == null) {
            return null;
        }
        ObjectiveSpec objective = slo.objectives().get(index);
        String name = ObjectiveName.of(document.name(), slo.objectives().size(), index, objective.displayName());
        String violation = NameRule.violation(name);
        String subject = "the objective's name " + QuotedText.of(name) + ' ';
        if (violation != null) {
            document.problems().error(objective.position(), subject + violation);
            return null;
        }
        ParsedDocument first = documentByObjective.putIfAbsent(name, document);
        if (first != null) {
            document.problems().error(objective.position(), subject + "is already that of one at " + first.location());
            return null;
        }
        return name;
    }

    private SloDefinition definition(
            ParsedDocument document,
            SloSpec slo,
            IndicatorCompiler.Indicator indicator,
            int index,
            String name,
            List<BurnTier> tiers,
            BurnTierCompiler alerts) {
        ObjectiveSpec objective = slo.objectives().get(index);
        String displayName = document.metadata().displayName();
        if (displayName == null) {
            displayName = name;
        } else if (slo.objectives().size() > 1) {
            displayName += " (" + ObjectiveName.label(index, objective.displayName()) + ')';
        }
        SloAnnotations annotations = slo.annotations();
        return new SloDefinition(
                Objects.requireNonNull(scope.tenant()),
                name,
                Objects.requireNonNull(slo.service()).name(),
                displayName,
                CountsGeneration.of(
                        indicator.sli(),
                        Objects.requireNonNull(slo.method()),
                        indicator.sliceTargetPpm(),
                        objective.sliceMinutes() * MINUTE,
                        annotations.noData(),
                        Objects.requireNonNull(slo.period())),
                indicator.sli(),
                Objects.requireNonNull(objective.targetPpm()),
                Objects.requireNonNull(slo.period()),
                Objects.requireNonNull(slo.method()),
                indicator.sliceTargetPpm(),
                objective.sliceMinutes() * MINUTE,
                annotations.noData(),
                tiers,
                alerts.windows(),
                annotations.minimums(),
                new SloMetadata(
                        NamedValues.listOf(document.metadata().labels()),
                        NamedValues.listOf(alerts.notificationTargets())),
                annotations.runbookUrl(),
                annotations.url(),
                annotations.alertBy());
    }
}
