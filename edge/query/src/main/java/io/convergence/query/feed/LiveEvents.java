package io.convergence.query.feed;

import io.convergence.query.access.Caller;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.EventSink;
import io.convergence.query.http.Gatekeeper;
import io.convergence.query.http.TenantWork;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event streams of all tenants. For each tenant with a stream, one reader looks at its tables at each tick, and all streams
 * of the tenant share what it finds. Postgres, not Kafka: a row is there before its record is committed, stream and lists
 * have one source and one policy, and every process can resume a stream. Thread-safe.
 */
public final class LiveEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final List<String> TYPES = List.of("verdict", "signal");
    private static final int MOST_OF_A_TOKEN = 10;
    private static final Duration CHECK = Duration.ofSeconds(3);

    private final Store store;
    private final TenantWork work;
    private final Gatekeeper gatekeeper;
    private final FeedRows rows;
    private final QueryMetrics metrics;
    private final Clock clock;
    private final int mostOfATenant;
    private final Map<String, TenantFeed> feeds = new ConcurrentHashMap<>();
    private volatile Instant checkedAt = Instant.EPOCH;

    /**
     * Creates the feed without a stream.
     *
     * @param mostOfATenant most open streams of a tenant
     */
    public LiveEvents(
            Store store,
            TenantWork work,
            Gatekeeper gatekeeper,
            FeedRows rows,
            QueryMetrics metrics,
            Clock clock,
            int mostOfATenant) {
        this.store = store;
        this.work = work;
        this.gatekeeper = gatekeeper;
        this.rows = rows;
        this.metrics = metrics;
        this.clock = clock;
        this.mostOfATenant = mostOfATenant;
        metrics.gaugeByTenant("streams", "Open event streams.", this::open);
    }

    /** Names of the parameters of a stream. */
    public static Set<String> parameters() {
        return Set.of("types");
    }

    /** The number of open streams of each tenant that has had one. */
    private Map<String, Double> open() {
        Map<String, Double> open = new TreeMap<>();
        feeds.forEach((tenant, feed) -> open.put(tenant, (double) feed.streams().size()));
        return open;
    }

    /**
     * Opens a stream. With {@code Last-Event-ID}, what changed since a minute before that boundary is sent again; a client
     * keeps the newer of two versions of an item.
     *
     * @return called when the connection has closed
     */
    public Runnable open(ApiRequest request, EventSink sink) {
        List<String> types = Objects.requireNonNullElse(request.parameters().words("types", TYPES), TYPES);
        Caller caller = Objects.requireNonNull(request.caller());
        TenantFeed feed = feeds.computeIfAbsent(request.tenant(), tenant -> new TenantFeed(rows));
        long ofToken = feed.streams().stream()
                .filter(stream -> stream.caller().name().equals(caller.name()))
                .count();
        if (feed.streams().size() >= mostOfATenant || ofToken >= MOST_OF_A_TOKEN) {
            throw ApiProblem.rate(15);
        }
        Instant since = since(request);
        OpenStream stream = new OpenStream(
                Objects.requireNonNullElse(Gatekeeper.token(request.headers()), ""),
                caller,
                Set.copyOf(types),
                since,
                sink,
                request.now());
        stream.flush(request.now());
        feed.add(stream);
        feed.offerAgain(since);
        return () -> feed.remove(stream);
    }

    /** Looks at the tables of every tenant with a stream and writes to the streams; called about once a second. */
    public void tick() {
        Instant now = clock.instant();
        if (Duration.between(checkedAt, now).compareTo(CHECK) >= 0) {
            checkedAt = now;
            endRefused(now);
        }
        feeds.forEach((tenant, feed) -> {
            if (!feed.streams().isEmpty() && feed.mayLook()) {
                work.submit(tenant, () -> look(tenant, feed), feed::looked);
            }
            feed.streams().forEach(stream -> stream.flush(now));
        });
    }

    private void look(String tenant, TenantFeed feed) {
        try {
            store.read(tenant, session -> {
                metrics.countStreamRows(feed.look(session, clock.instant()));
                return tenant;
            });
        } catch (ApiProblem e) {
            LOG.debug("a look at the tables failed: {}", e.type());
        } catch (RuntimeException e) {
            LOG.error("a look at the tables failed", e);
        } finally {
            feed.looked();
        }
    }

    /** Ends the streams whose token was removed or has expired. */
    private void endRefused(Instant now) {
        feeds.forEach((tenant, feed) -> feed.streams().forEach(stream -> {
            try {
                if (!gatekeeper.caller(stream.token(), now).tenants().contains(tenant)) {
                    stream.end();
                }
            } catch (ApiProblem refused) {
                stream.end();
            }
        }));
    }

    private static Instant since(ApiRequest request) {
        String last = request.headers().apply("Last-Event-ID");
        if (last == null) {
            return request.now().minus(TenantFeed.OVERLAP);
        }
        if (!last.matches("\\d{1,15}")) {
            throw ApiProblem.parameter("Last-Event-ID", "must be the id of an event");
        }
        return Instant.ofEpochMilli(Long.parseLong(last)).minus(TenantFeed.OVERLAP);
    }
}
