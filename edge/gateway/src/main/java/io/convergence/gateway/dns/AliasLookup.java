package io.convergence.gateway.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.convergence.gateway.cdn.Aliases;
import io.convergence.http.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Aliases of hosts by the DNS, with a thread of its own, so that no lookup touches beacons. A lookup takes at most 250 ms
 * and at most {@value #MOST_LOOKUPS} run at once; further hosts are not looked up. At most {@value #MOST_HOSTS} hosts are
 * remembered for 7 days, those whose lookup failed as well. Thread-safe; {@link #of} waits and must not be called by an
 * event loop.
 */
public final class AliasLookup implements Aliases, AutoCloseable {
    /** Most lookups that run at once. */
    static final int MOST_LOOKUPS = 64;

    /** Most hosts that are remembered. */
    static final int MOST_HOSTS = 16_384;

    private static final String FIRST_NAME = "start.invalid";
    private static final Duration LONGEST = Duration.ofMillis(250);
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Vertx vertx = EventLoops.start(1);
    private final Context context = vertx.getOrCreateContext();
    private final DnsClient client;
    private final Duration longest;
    private final Semaphore free = new Semaphore(MOST_LOOKUPS);
    private final Map<String, CompletableFuture<Optional<List<String>>>> running = new ConcurrentHashMap<>();

    /** Aliases by host; empty for a lookup that failed. */
    private final Cache<String, Optional<List<String>>> known = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterWrite(REMEMBERED)
            .build();

    private AliasLookup(DnsClientOptions options, Duration longest) {
        this.client = vertx.createDnsClient(options);
        this.longest = longest;
        // The first query loads classes and opens a socket. Without this one it would take longer than a lookup may,
        // and
        // the first hosts would be remembered as failed. Resolvers answer this name themselves (RFC 6761, section 6.4).
        context.runOnContext(start -> {
            CompletableFuture<List<String>> unused = query(FIRST_NAME);
        });
    }

    /**
     * Opens the lookup; the name server need not be reachable.
     *
     * @param server name server that is asked, or null for the first one of the machine
     */
    public static AliasLookup open(@Nullable InetSocketAddress server) {
        return open(server, LONGEST);
    }

    /** Opens a lookup that takes at most some time. */
    static AliasLookup open(@Nullable InetSocketAddress server, Duration longest) {
        DnsClientOptions options = new DnsClientOptions().setQueryTimeout(longest.toMillis());
        if (server != null) {
            options.setHost(server.getAddress().getHostAddress()).setPort(server.getPort());
        }
        return new AliasLookup(options, longest);
    }

    @Override
    public Map<String, List<String>> of(Set<String> hosts) {
        Map<String, List<String>> found = new HashMap<>();
        Map<String, CompletableFuture<Optional<List<String>>>> awaited = new HashMap<>();
        for (String host : hosts) {
            Optional<List<String>> aliases = Aliases.mayLookUp(host) ? known.getIfPresent(host) : Optional.empty();
            if (aliases == null) {
                awaited.put(host, lookup(host));
            } else {
                aliases.ifPresent(names -> found.put(host, names));
            }
        }
        await(awaited.values().toArray(CompletableFuture[]::new));
        awaited.forEach((host, lookup) -> lookup.getNow(Optional.empty()).ifPresent(names -> found.put(host, names)));
        return found;
    }

    /** Whether no lookup runs. */
    boolean isIdle() {
        return running.isEmpty();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The lookup of a host that runs already, or a new one; it is complete without aliases when too many run. */
    private CompletableFuture<Optional<List<String>>> lookup(String host) {
        CompletableFuture<Optional<List<String>>> chain = new CompletableFuture<>();
        CompletableFuture<Optional<List<String>>> lookup = chain.thenApply(aliases -> {
            known.put(host, aliases);
            running.remove(host);
            free.release();
            return aliases;
        });
        CompletableFuture<Optional<List<String>>> other = running.putIfAbsent(host, lookup);
        if (other != null) {
            return other;
        }
        if (!free.tryAcquire()) {
            running.remove(host);
            lookup.complete(Optional.empty());
            return lookup;
        }
        chain.completeOnTimeout(Optional.empty(), longest.toMillis(), TimeUnit.MILLISECONDS);
        context.runOnContext(start -> new AliasChain(host, this::query, chain).start());
        return lookup;
    }

    private CompletableFuture<List<String>> query(String name) {
        return client.resolveCNAME(name).toCompletionStage().toCompletableFuture();
    }

    private void await(CompletableFuture<?>[] lookups) {
        try {
            CompletableFuture.allOf(lookups).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // What is known by now is used.
        }
    }
}
