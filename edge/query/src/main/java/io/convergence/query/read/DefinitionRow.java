package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.DefinitionJson;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.List;

/** Row of table {@code slos} that the job will write for a definition, without any snapshot. */
final class DefinitionRow {
    private static final List<String> COLUMNS = List.of(
            "display_name",
            "service",
            "source",
            "target",
            "period",
            "rolling",
            "calendar_anchor",
            "calendar_zone",
            "method",
            "slice_target",
            "slice_seconds",
            "no_data",
            "runbook_url",
            "url",
            "generation",
            "window_end");

    private DefinitionRow() {}

    /** The row of an objective of which only the name is known. */
    static ObjectNode without(String id) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", id);
        COLUMNS.forEach(row::putNull);
        row.putObject("sli");
        row.putObject("tiers");
        row.putArray("firing");
        return row;
    }

    /** The row of a definition. */
    static ObjectNode of(SloDefinition definition) {
        ObjectNode row = without(definition.name());
        row.put("display_name", definition.displayName());
        row.put("service", definition.service());
        row.put("source", definition.sli().source().label());
        row.set("sli", JsonDocument.of(DefinitionJson.sli(definition.sli())));
        row.put("target", (double) definition.targetPpm() / ErrorBudget.MILLION);
        row.put("period", definition.period().label());
        row.put("rolling", definition.period().rolling());
        row.put("calendar_anchor", definition.period().anchor());
        row.put("calendar_zone", definition.period().zone());
        row.put("method", definition.method().label());
        if (definition.method() == BudgetingMethod.TIMESLICES) {
            row.put("slice_target", (double) definition.sliceTargetPpm() / ErrorBudget.MILLION);
        }
        if (definition.method() != BudgetingMethod.OCCURRENCES) {
            row.put("slice_seconds", definition.sliceMillis() / 1000);
        }
        row.put("no_data", definition.noData().label());
        row.set("tiers", JsonDocument.of(DefinitionJson.tiers(definition.tiers())));
        row.put("runbook_url", definition.runbookUrl());
        row.put("url", definition.url());
        row.put("generation", String.valueOf(definition.generation()));
        return row;
    }
}
