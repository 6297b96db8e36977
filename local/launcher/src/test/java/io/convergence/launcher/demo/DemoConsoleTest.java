package io.convergence.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.SignalLinks;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Addresses of the demonstration's console. */
class DemoConsoleTest {
    private static final DemoConsole CONSOLE =
            new DemoConsole(URI.create("http://127.0.0.1:8092"), "a-token", URI.create("http://127.0.0.1:1"));

    @Test
    void theLinkLogsInWithoutSendingTheTokenInAnAddress() {
        assertThat(CONSOLE.link()).hasPath("/login").hasFragment("a-token").hasNoQuery();
    }

    @Test
    void signalsLinkToTheirPageOfTheConsole() {
        assertThat(SignalLinks.isValid(CONSOLE.signalUrl())).isTrue();
        assertThat(CONSOLE.signalUrl())
                .startsWith("http://127.0.0.1:8092/signal?tenant={tenant}&")
                .contains("app={app}", "host={host}", "slo={slo}", "group={group}", "tier={tier}");
    }

    @Test
    void theTokenEditsEveryTenantThatHasData() {
        assertThat(DemoConsole.access("a-token", true))
                .contains("tenants: [acme, demo, globex, initech, umbrella]", "role: editor");
        assertThat(DemoConsole.access("a-token", false)).contains("tenants: [acme, globex, initech, umbrella]");
    }

    @Test
    void browsersPostToTheGatewayOfTheDemonstration() {
        assertThat(DemoEdge.ingestUrl(8090)).isEqualTo("http://localhost:8090/ingest/rum");
    }
}
