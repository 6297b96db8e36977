package io.convergence.gateway.dns;

import io.convergence.core.host.HostName;
import io.convergence.gateway.cdn.Aliases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The aliases of one host while they are looked up. Each name is asked for its CNAME record until a name has none, or the
 * most aliases are found, or a name may not be looked up. The result is empty, which means not known, when a query fails,
 * a record is no valid name, or the records lead back to a name before. Confined to one thread.
 */
final class AliasChain {
    /** Most aliases that are followed. */
    static final int MOST_ALIASES = 8;

    private final String host;
    private final Function<String, CompletableFuture<List<String>>> query;
    private final CompletableFuture<Optional<List<String>>> result;
    private final List<String> aliases = new ArrayList<>();

    /**
     * A chain that is not looked up yet.
     *
     * @param query the targets of the CNAME records of a name, empty when it has none
     * @param result where the aliases are put; once it is complete no other query starts
     */
    AliasChain(
            String host,
            Function<String, CompletableFuture<List<String>>> query,
            CompletableFuture<Optional<List<String>>> result) {
        this.host = host;
        this.query = query;
        this.result = result;
    }

    /** Starts the first query. */
    void start() {
        follow(host);
    }

    private void follow(String name) {
        var unused = query.apply(name).whenComplete(this::take);
    }

    private void take(@Nullable List<String> targets, @Nullable Throwable failure) {
        if (result.isDone()) {
            return;
        }
        if (targets == null || failure != null) {
            result.complete(Optional.empty());
            return;
        }
        if (targets.isEmpty()) {
            result.complete(Optional.of(List.copyOf(aliases)));
            return;
        }
        String alias = HostName.normalise(targets.get(0));
        if (alias == null || alias.equals(host) || aliases.contains(alias)) {
            result.complete(Optional.empty());
            return;
        }
        aliases.add(alias);
        if (aliases.size() == MOST_ALIASES || !Aliases.mayLookUp(alias)) {
            result.complete(Optional.of(List.copyOf(aliases)));
        } else {
            follow(alias);
        }
    }
}
