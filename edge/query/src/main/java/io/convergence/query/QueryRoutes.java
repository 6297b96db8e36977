package io.convergence.query;

import io.convergence.query.dsns.DsnRoutes;
import io.convergence.query.erasure.ErasureRoutes;
import io.convergence.query.erasure.ErasureTargets;
import io.convergence.query.errors.ErrorRoutes;
import io.convergence.query.feed.LiveEvents;
import io.convergence.query.feed.TopicMemory;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Gatekeeper;
import io.convergence.query.keys.PostAddress;
import io.convergence.query.keys.PublicKeys;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.objectives.DocumentRoutes;
import io.convergence.query.objectives.PublishedObjectives;
import io.convergence.query.objectives.ValidationRoutes;
import io.convergence.query.objectives.WriteRoutes;
import io.convergence.query.read.IncidentRoutes;
import io.convergence.query.read.IntakeRoutes;
import io.convergence.query.read.KeptReplies;
import io.convergence.query.read.ObjectiveRoutes;
import io.convergence.query.read.ObjectiveSeries;
import io.convergence.query.read.ObjectiveSnapshots;
import io.convergence.query.read.PageCopies;
import io.convergence.query.read.PageRoutes;
import io.convergence.query.read.Progress;
import io.convergence.query.read.RumRoutes;
import io.convergence.query.read.SeriesRoutes;
import io.convergence.query.read.SignalRoutes;
import io.convergence.query.read.StatusRoutes;
import io.convergence.query.read.TransitionRoutes;
import io.convergence.query.read.VerdictRoutes;
import io.convergence.query.sessions.EventVitals;
import io.convergence.query.sessions.ImpactRoutes;
import io.convergence.query.sessions.RecordingRoutes;
import io.convergence.query.sessions.UserSessionRoutes;
import io.convergence.query.settings.QuerySettings;
import io.convergence.query.store.Store;
import io.convergence.query.symbols.Sourcemaps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the API. */
final class QueryRoutes {
    private QueryRoutes() {}

    static List<ApiRoute> all(
            Store store,
            Gatekeeper gatekeeper,
            QuerySettings settings,
            Progress progress,
            TopicMemory memory,
            PublicKeys keys,
            LiveEvents events,
            RecordedTopics recorded,
            ErasureTargets erasures,
            Sourcemaps symbols,
            QueryMetrics metrics) {
        PageCopies copies = new PageCopies(settings.cacheBytes() / 4 * 3, Clock.systemUTC());
        PublishedObjectives published = new PublishedObjectives();
        metrics.gaugeByTenant("rum_cache", "Age of the pages of /v1/rum in seconds.", copies::ages);
        return Stream.of(
                        new SessionRoutes(gatekeeper, openApi(), store::isReady).routes(),
                        new StatusRoutes(store, progress, memory, version()).routes(),
                        new VerdictRoutes(store, progress).routes(),
                        new RumRoutes(store, progress, copies, new KeptReplies(settings.cacheBytes() / 4), memory)
                                .routes(),
                        new TransitionRoutes(store).routes(),
                        new IncidentRoutes(store).routes(),
                        new SeriesRoutes(store).routes(),
                        new PageRoutes(store, new EventVitals(store)::vitals).routes(),
                        new SignalRoutes(store, memory.deliveries()).routes(),
                        new ErrorRoutes(store, symbols.present()).routes(),
                        new UserSessionRoutes(store).routes(),
                        new ErasureRoutes(store, erasures).routes(),
                        List.of(new ImpactRoutes(store).route()),
                        List.of(new RecordingRoutes(store, erasures.recordings()).route()),
                        new IntakeRoutes(store, memory).routes(),
                        new DsnRoutes(
                                        store,
                                        recorded.dsns(),
                                        keys,
                                        new PostAddress(settings.ingestUrl(), settings.eventsUrl()))
                                .routes(),
                        new ObjectiveRoutes(store, progress, published).routes(),
                        new ObjectiveSnapshots(store, progress, published).routes(),
                        new ObjectiveSeries(store, progress, published).routes(),
                        new DocumentRoutes(store).routes(),
                        new ValidationRoutes(store).routes(),
                        new WriteRoutes(recorded.objectives()).routes(),
                        List.of(ApiRoute.events("/api/v1/events", LiveEvents.parameters(), events::open)))
                .flatMap(List::stream)
                .toList();
    }

    /** The version of the jar; a program that runs from class files has none. */
    private static String version() {
        String version = QueryRoutes.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static byte[] openApi() {
        try (InputStream document = QueryRoutes.class.getResourceAsStream("/query-openapi.yaml")) {
            if (document == null) {
                throw new IllegalStateException("query-openapi.yaml is not on the classpath");
            }
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
