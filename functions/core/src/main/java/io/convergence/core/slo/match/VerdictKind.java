package io.convergence.core.slo.match;

import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.verdict.VerdictRecord;

/** Accessors of verdicts. The event time of a verdict is its boundary minus one millisecond. */
final class VerdictKind implements EventKind<VerdictRecord> {

    @Override
    public boolean feeds(SliSource source) {
        return source == SliSource.CONVERGENCE;
    }

    @Override
    public boolean isFallback(SliSource source) {
        return false;
    }

    @Override
    public String tenant(VerdictRecord verdict) {
        return verdict.tenant();
    }

    @Override
    public long time(VerdictRecord verdict) {
        return verdict.windowEnd() - 1;
    }

    @Override
    public String attribute(VerdictRecord verdict, String key) {
        return switch (key) {
            case "app" -> verdict.app();
            case "host" -> verdict.host();
            default -> throw new IllegalArgumentException("a verdict has no " + key);
        };
    }

    @Override
    public boolean matchesAllIfAbsent(String key) {
        return false;
    }

    @Override
    public double measurement(VerdictRecord verdict, String name) {
        throw new IllegalArgumentException("a verdict has no " + name);
    }

    @Override
    public boolean isOk(VerdictRecord verdict) {
        throw new IllegalArgumentException("a verdict is neither a success nor a failure");
    }

    @Override
    public String verdict(VerdictRecord verdict) {
        return verdict.verdict().label();
    }
}
