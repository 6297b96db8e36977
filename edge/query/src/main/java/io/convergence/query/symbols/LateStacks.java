package io.convergence.query.symbols;

import io.convergence.query.metrics.SymbolMetrics;
import io.convergence.symbols.store.LateStack;
import io.convergence.symbols.store.StackRows;
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
    private final StackResolution resolution;
    private final SymbolMetrics metrics;

    LateStacks(StackRows rows, StackResolution resolution, SymbolMetrics metrics) {
        this.rows = rows;
        this.resolution = resolution;
        this.metrics = metrics;
    }

    /** Resolves such stacks of all tenants, the latest first, and counts those that remain. */
    public void run() {
        for (String tenant : rows.tenants()) {
            int batch = 0;
            while (batch < MAX_BATCHES && resolve(tenant) == BATCH) {
                batch++;
            }
        }
        metrics.setCounts(rows.counts());
    }

    /** Resolves one batch and returns the number of its stacks. */
    private int resolve(String tenant) {
        List<LateStack> late = rows.late(tenant, BATCH);
        for (LateStack stack : late) {
            try {
                resolution.resolve(tenant, stack);
            } catch (IOException e) {
                LOG.warn("a symbol file cannot be read; its stacks are resolved later", e);
                return 0;
            }
        }
        return late.size();
    }
}
