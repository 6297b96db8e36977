package io.convergence.core.slo.match;

import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.synthetic.SyntheticResult;
import org.jspecify.annotations.Nullable;

/** Accessors of synthetic results. As a fallback for views, a result without an app counts for every app of its host. */
final class ResultKind implements EventKind<SyntheticResult> {

    @Override
    public boolean feeds(SliSource source) {
        return source == SliSource.SYNTHETIC || source == SliSource.JOINT;
    }

    @Override
    public boolean isFallback(SliSource source) {
        return source == SliSource.JOINT;
    }

    @Override
    public String tenant(SyntheticResult result) {
        return result.tenant();
    }

    @Override
    public long time(SyntheticResult result) {
        return result.receivedAt();
    }

    @Override
    public @Nullable String attribute(SyntheticResult result, String key) {
        return switch (key) {
            case "app" -> result.app();
            case "host" -> result.host();
            case "check" -> result.check();
            case "type" -> result.type();
            case "location" -> result.location();
            default -> throw new IllegalArgumentException("a synthetic result has no " + key);
        };
    }

    @Override
    public boolean matchesAllIfAbsent(String key) {
        return key.equals("app");
    }

    @Override
    public double measurement(SyntheticResult result, String name) {
        return result.durationMillis();
    }

    @Override
    public boolean isOk(SyntheticResult result) {
        return result.success();
    }

    @Override
    public String verdict(SyntheticResult result) {
        throw new IllegalArgumentException("a synthetic result has no verdict");
    }
}
