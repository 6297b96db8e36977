package io.convergence.relay.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Secret;
import io.convergence.http.WatchedFile;
import io.convergence.http.WatchedFile.Change;
import io.convergence.relay.Signals;
import io.convergence.relay.desired.DesiredSignal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTextTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KEY", "routing", "NEW", "new-secret", "OLD", "old-secret", "CHAT", "https://chat.example/hook");
    private static final String ROUTES = """
            receivers:
              - {name: platform, type: alertmanager, urls: ["http://am-0:9093", "http://am-1:9093"]}
              - {name: on-call, type: pagerduty, routing-key: "env:KEY", rate: 120}
              - {name: keep, type: webhook, url: "https://keep.example/a", secret: "env:NEW", previous-secret: "env:OLD"}
              - {name: chat, type: slack, url: "env:CHAT"}
            routes:
              - {tenant: "*", to: [platform]}
              - {tenant: acme, severities: [critical], to: [on-call]}
              - {tenant: acme, kinds: [rum.user_impact_correlated], apps: [shop], to: [keep, chat]}
              - {tenant: globex, to: [chat]}
            """;

    @Test
    void receiversAndRoutesAreRead() {
        RoutingTable table = RoutesText.parse(ROUTES, ENVIRONMENT);
        assertThat(table.receivers()).hasSize(4);
        assertThat(table.receivers().get(0).urls())
                .containsExactly(URI.create("http://am-0:9093"), URI.create("http://am-1:9093"));
        assertThat(table.receivers().get(1).ratePerMinute()).isEqualTo(120);
        assertThat(table.receivers().get(2).secrets())
                .extracting(Secret::reveal)
                .containsExactly("new-secret", "old-secret");
        assertThat(table.receivers().get(3).urls()).containsExactly(URI.create("https://chat.example/hook"));
        assertThat(table.toString()).doesNotContain("secret", "chat.example", "routing");
        DesiredSignal signal = Signals.signal("acme/rum.user_impact_correlated/shop/h", 1, 0, true);
        assertThat(table.leadsTo("platform", signal)).isTrue();
        assertThat(table.leadsTo("keep", signal)).isTrue();
        assertThat(table.leadsTo("chat", signal)).isTrue();
        assertThat(table.leadsTo("on-call", signal)).isFalse();
    }

    @Test
    void everyProblemIsReportedWithItsLineAndWithoutSecrets() {
        String wrong = """
                receivers:
                  - {name: a, type: pager}
                  - {name: a, type: webhook, url: "ftp://x", secret: plain-secret}
                  - {name: b, type: slack, url: "env:ABSENT", rate: 0}
                  - {name: c, type: pagerduty, colour: red}
                routes:
                  - {tenant: acme, severities: [urgent], to: [nobody]}
                  - {to: []}
                """;
        assertThatThrownBy(() -> RoutesText.parse(wrong, ENVIRONMENT))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .anyMatch(problem -> problem.startsWith("line 2: receivers[0].type must be"))
                                .anyMatch(problem -> problem.startsWith("line 2: receivers[0].url is missing"))
                                .anyMatch(problem -> problem.startsWith("line 3: receivers[1].name is also"))
                                .anyMatch(problem -> problem.startsWith("line 3: receivers[1].url must be an http"))
                                .anyMatch(problem -> problem.startsWith("line 3: receivers[1].secret must be env:"))
                                .anyMatch(problem -> problem.startsWith("line 4: receivers[2].url names the env"))
                                .anyMatch(problem -> problem.startsWith("line 4: receivers[2].rate must be"))
                                .anyMatch(problem -> problem.startsWith("line 5: receivers[3].routing-key is missing"))
                                .anyMatch(problem -> problem.startsWith("line 5: receivers[3].colour is unknown"))
                                .anyMatch(problem -> problem.startsWith("line 7: routes[0].severities must be"))
                                .anyMatch(problem -> problem.startsWith("line 7: routes[0].to[0] names no receiver"))
                                .anyMatch(problem -> problem.startsWith("line 8: routes[1].tenant is missing"))
                                .noneMatch(problem -> problem.contains("plain-secret")));
    }

    @Test
    void aReceiverOfEventsHasATenantAndGetsNoSignals() {
        String receivers = """
                receivers:
                  - {name: lake, type: events, tenant: acme, url: "https://lake.example/rum", secret: "env:NEW", rate: 60}
                  - {name: all, type: events, tenant: "*", url: "env:CHAT", secret: "env:NEW", previous-secret: "env:OLD"}
                  - {name: chat, type: slack, url: "env:CHAT"}
                """;
        RoutingTable table = RoutesText.parse(receivers + "routes: []\n", ENVIRONMENT);
        assertThat(table.receivers()).extracting(Receiver::name).containsExactly("chat");
        assertThat(table.eventsReceivers()).extracting(EventsReceiver::name).containsExactly("lake", "all");
        assertThat(table.eventsReceivers()).extracting(EventsReceiver::tenant).containsExactly("acme", "*");
        assertThat(table.eventsReceivers().get(0).webhook().ratePerMinute()).isEqualTo(60);
        assertThat(table.eventsReceivers().get(1).webhook().secrets())
                .extracting(Secret::reveal)
                .containsExactly("new-secret", "old-secret");
        assertThat(table.toString()).doesNotContain("secret", "lake.example");
        assertThat(RoutesText.parse(receivers + "routes: []\n", ENVIRONMENT)).isEqualTo(table);
        String wrong = """
                receivers:
                  - {name: a, type: events, url: "https://a.example", secret: "env:NEW"}
                  - {name: b, type: events, tenant: "a b", url: "https://a.example"}
                  - {name: c, type: slack, tenant: acme, url: "env:CHAT"}
                routes:
                  - {tenant: acme, to: [a]}
                """;
        assertThatThrownBy(() -> RoutesText.parse(wrong, ENVIRONMENT))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .hasSize(5)
                                .anyMatch(problem -> problem.startsWith("line 2: receivers[0].tenant is missing"))
                                .anyMatch(problem -> problem.startsWith("line 3: receivers[1].tenant must be the name"))
                                .anyMatch(problem -> problem.startsWith("line 3: receivers[1].secret is missing"))
                                .anyMatch(problem -> problem.startsWith("line 4: receivers[2].tenant is unknown"))
                                .anyMatch(problem ->
                                        problem.startsWith("line 6: routes[0].to[0] names a receiver of events")));
    }

    @Test
    void theFileOfTheProjectIsValid() {
        WatchedFile<RoutingTable> file = RoutesFile.open(Path.of("../../conf/routes.yaml"), Map.of());
        assertThat(file.current().receivers()).hasSize(1);
    }

    @Test
    void aWrongFileIsNotTakenAndTheLastRightOneStays(@TempDir Path directory) throws IOException {
        Path path = Files.writeString(directory.resolve("routes.yaml"), ROUTES);
        WatchedFile<RoutingTable> file = RoutesFile.open(path, ENVIRONMENT);
        assertThat(file.reload()).isEqualTo(Change.NONE);
        Files.writeString(path, "receivers: [");
        assertThat(file.reload()).isEqualTo(Change.REFUSED);
        assertThat(file.reload()).isEqualTo(Change.NONE);
        assertThat(file.current().receivers()).hasSize(4);
        Files.writeString(path, "receivers:\n  - {name: p, type: alertmanager, url: \"http://a:1\"}\nroutes: []\n");
        assertThat(file.reload()).isEqualTo(Change.TAKEN);
        assertThat(file.current().receivers()).hasSize(1);
    }
}
