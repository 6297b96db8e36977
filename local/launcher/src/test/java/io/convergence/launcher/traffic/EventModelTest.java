package io.convergence.launcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.Beacon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventModelTest {
    private static final long START = 1_780_000_200_000L;
    private static final TrafficSite CHECKOUT =
            new TrafficSite("acme", "checkout", "checkout.acme.example", 8, 1, 0.012);
    private static final TrafficSite SHOP = new TrafficSite("acme", "storefront", "www.acme.example", 8, 1, 0.012);
    private static final Incident DEPLOY =
            new Incident(IncidentKind.BAD_DEPLOY, CHECKOUT.host(), CHECKOUT.app(), START, 600_000, 0);

    @Test
    void everyEventIsAValidRecordAndHasAnIdOfItsOwn() {
        List<RumEvent> events = events(CHECKOUT, List.of(DEPLOY), START);
        EventEncoder encoder = new EventEncoder();
        EventDecoder decoder = new EventDecoder();
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(decoder.decode(encoder.encode(event))).isEqualTo(new Decoded.Accepted<>(event)));
        assertThat(events).extracting(RumEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void aBadDeployBringsItsErrorInTheNewReleaseOnly() {
        Map<String, List<RumEvent>> byVersion = events(CHECKOUT, List.of(DEPLOY), START).stream()
                .collect(Collectors.groupingBy(event -> event.labels().getOrDefault("version", "")));
        assertThat(byVersion).containsOnlyKeys(EventModel.RELEASE, EventModel.BAD_RELEASE);
        List<RumEvent> bad = byVersion.getOrDefault(EventModel.BAD_RELEASE, List.of());
        List<RumEvent> good = byVersion.getOrDefault(EventModel.RELEASE, List.of());
        assertThat(messages(bad)).containsExactly(EventModel.INJECTED_MESSAGE);
        assertThat(messages(good)).doesNotContain(EventModel.INJECTED_MESSAGE);
        assertThat(sessions(bad)).doesNotContainAnyElementsOf(sessions(good));
        List<RumEvent> before = events(CHECKOUT, List.of(DEPLOY), START - 60_000);
        assertThat(before).extracting(event -> event.labels().get("version")).containsOnly(EventModel.RELEASE);
    }

    @Test
    void busySitesAreSampledAndSayBySessionHowMuch() {
        long all = events(CHECKOUT, List.of(), START).stream()
                .map(RumEvent::view)
                .distinct()
                .count();
        List<RumEvent> sampled = events(SHOP, List.of(), START);
        assertThat(sampled.stream().map(RumEvent::view).distinct().count()).isBetween(all / 20, all / 5);
        assertThat(sampled)
                .extracting(event -> event.measures().get("sample_rate"))
                .containsOnly(0.1);
    }

    /** The window of the first signal: the incident lasts for a third of it. At night a second has two views, else eight. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void inABadDeployTheNewReleaseStandsOutAmongTheAffectedSessions(int views) {
        List<RumEvent> events = events(CHECKOUT, List.of(DEPLOY), START - 570_000, 900, views);
        Set<String> seen = sessions(events);
        Set<String> affected =
                sessions(events.stream().filter(EventModelTest::isOfAffected).toList());
        Set<String> upgraded = sessions(events.stream()
                .filter(event -> EventModel.BAD_RELEASE.equals(event.labels().get("version")))
                .toList());
        double share = (double) affected.size() / seen.size();
        double shareOfUpgraded =
                (double) upgraded.stream().filter(affected::contains).count() / upgraded.size();
        assertThat(shareOfUpgraded / share)
                .as("%.3f of %.3f", shareOfUpgraded, share)
                .isGreaterThan(2);
    }

    /** Whether an event makes its session an affected one, as in {@code impact_evidence}. */
    private static boolean isOfAffected(RumEvent event) {
        Double value = event.value();
        return event.type() == EventType.ERROR
                || (event.type() == EventType.VITAL && "lcp".equals(event.name()) && value != null && value > 4000)
                || (event.type() == EventType.RESOURCE
                        && "fetch".equals(event.name())
                        && event.measures().getOrDefault("status", 200.0) >= 400);
    }

    private static Set<String> messages(List<RumEvent> events) {
        return events.stream()
                .filter(event -> event.type() == EventType.ERROR)
                .map(event -> event.labels().getOrDefault("message", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> sessions(List<RumEvent> events) {
        return events.stream().map(event -> String.valueOf(event.session())).collect(Collectors.toSet());
    }

    /** The events of 40 seconds with 20 views each. */
    private static List<RumEvent> events(TrafficSite site, List<Incident> script, long start) {
        return events(site, script, start, 40, 20);
    }

    private static List<RumEvent> events(
            TrafficSite site, List<Incident> script, long start, int seconds, int viewsPerSecond) {
        EventModel model = new EventModel(script);
        TrafficModel traffic = new TrafficModel(List.of(site), script, 7);
        List<Beacon> views = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            traffic.exactViews(start + second * 1000L, viewsPerSecond, views::add);
        }
        List<RumEvent> events = new ArrayList<>();
        views.forEach(view -> model.events(view, events::add));
        return events;
    }
}
