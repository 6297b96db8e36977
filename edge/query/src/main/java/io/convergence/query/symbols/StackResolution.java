package io.convergence.query.symbols;

import io.convergence.core.error.ErrorFingerprint;
import io.convergence.core.error.StackOutcome;
import io.convergence.symbols.stack.TopFrame;
import io.convergence.symbols.store.ArchivedStack;
import io.convergence.symbols.store.LateStack;
import io.convergence.symbols.store.StackQuery;
import io.convergence.symbols.store.StackRows;
import io.convergence.symbols.store.StoredStacks;
import java.io.IOException;

/** Resolves a stack of errors with the present archive and records the outcome in its row. Thread-safe. */
final class StackResolution {
    private final StackRows rows;
    private final StoredStacks stacks;

    StackResolution(StackRows rows, StoredStacks stacks) {
        this.rows = rows;
        this.stacks = stacks;
    }

    /**
     * Resolves a stack and records the outcome.
     *
     * @throws IOException if a file of the archive cannot be read now
     */
    StackRows.Outcome resolve(String tenant, LateStack stack) throws IOException {
        StackQuery query =
                StackQuery.ofSdk(tenant, stack.appId(), stack.env(), stack.version(), stack.sdk(), stack.text());
        ArchivedStack resolved = stacks.resolveNow(query);
        StackOutcome outcome = new StackOutcome(
                resolved.stack().status().label(),
                resolved.stack().text(),
                TopFrame.of(resolved.stack()),
                resolved.archive());
        String fingerprint = outcome.top().isEmpty()
                ? stack.fingerprint()
                : outcome.group(new ErrorFingerprint(stack.type(), stack.template(), ""))
                        .hash();
        StackRows.Outcome row = new StackRows.Outcome(
                outcome.source(), outcome.top(), fingerprint, outcome.status(), outcome.rank(), outcome.archive());
        rows.record(tenant, stack, row);
        return row;
    }
}
