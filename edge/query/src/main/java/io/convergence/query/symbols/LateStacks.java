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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves stacks of errors again for which an archive came after them, and those whose time ended or whose store failed in the
 * job. Several services may resolve the same stack; they record the same.
 */
public final class LateStacks {
    private static final Logger LOG = LoggerFactory.getLogger(LateStacks.class);
    private static final int BATCH = 100;
    /** Most batches of a tenant at a time, so that each tenant has its turn. */
    private static final int MAX_BATCHES = 10;

    private final StackRows rows;
    private final StoredStacks stacks;

    LateStacks(StackRows rows, StoredStacks stacks) {
        this.rows = rows;
        this.stacks = stacks;
    }

    /** Resolves such stacks of all tenants, the latest first. */
    public void run() {
        for (String tenant : rows.tenants()) {
            int batch = 0;
            while (batch < MAX_BATCHES && resolve(tenant) == BATCH) {
                batch++;
            }
        }
    }

    /** Resolves one batch and returns the number of its stacks. */
    private int resolve(String tenant) {
        List<LateStack> late = rows.late(tenant, BATCH);
        for (LateStack stack : late) {
            try {
                rows.record(tenant, stack, outcome(tenant, stack));
            } catch (IOException e) {
                LOG.warn("a symbol file cannot be read; its stacks are resolved later", e);
                return 0;
            }
        }
        return late.size();
    }

    private StackRows.Outcome outcome(String tenant, LateStack stack) throws IOException {
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
        return new StackRows.Outcome(
                outcome.source(), outcome.top(), fingerprint, outcome.status(), outcome.rank(), outcome.archive());
    }
}
