package io.convergence.launcher.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop page in a real browser; an HTTP server in place of the gateway receives the beacons. */
class ShopPageIT {
    private final List<String> beacons = new CopyOnWriteArrayList<>();
    private HttpServer gateway;
    private ShopServer shop;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/ingest/rum", exchange -> {
            beacons.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        gateway.start();
        String endpoint = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/ingest/rum";
        shop = ShopServer.start(new ShopOptions("localhost", 0, endpoint, "pk_demo_shop", null));
        browser = new Browser().open(url("/"));
    }

    @AfterEach
    void stop() {
        browser.close();
        shop.close();
        gateway.stop(0);
    }

    @Test
    void nothingIsSentBeforeConsent() {
        browser.click("break-script");
        browser.click("decline");
        browser.open(url("/teas"));
        browser.open("about:blank");
        browser.open(url("/health"));

        assertThat(beacons).isEmpty();
    }

    @Test
    void failuresAfterConsentAreInTheBeaconOfTheirView() throws Exception {
        browser.click("accept");
        browser.click("break-script");
        browser.click("reject-promise");
        browser.click("fail-request");
        Waiting.until("the request has failed", () -> browser.text("log").contains("500"));
        browser.click("lose-request");
        Waiting.until("the request has got no answer", () -> browser.text("log").contains("no answer"));
        browser.clickLink("Teas");
        Waiting.until("1 beacons are here", () -> beacons.size() == 1);

        assertThat(beacons.get(0))
                .contains(
                        "\"key\":\"pk_demo_shop\"",
                        "\"host\":\"localhost\"",
                        "\"page\":\"/\"",
                        "\"errors\":2",
                        "\"failed_requests\":2")
                .doesNotContain("consent=yes");
    }

    @Test
    void consentIsPassedFromPageToPageWithoutBeingStored() throws Exception {
        browser.untilPainted();
        browser.click("accept");
        browser.clickClass("name");
        Waiting.until("1 beacons are here", () -> beacons.size() == 1);
        Waiting.until("measuring is on", () -> browser.text("state").equals("on"));
        browser.untilPainted();
        browser.open("about:blank");
        Waiting.until("2 beacons are here", () -> beacons.size() == 2);

        assertThat(browser.cookies()).isZero();
        assertThat(beacons).allSatisfy(beacon -> assertThat(beacon).contains("\"consent\":true", "\"lcp_ms\":"));
    }

    @Test
    void aCrowdSendsFortyViewsWithAnErrorEach() throws Exception {
        browser.click("accept");
        browser.click("crowd");
        browser.open("about:blank");
        Waiting.until("41 beacons are here", () -> beacons.size() == 41);

        assertThat(beacons)
                .filteredOn(beacon -> beacon.contains("\"errors\":1"))
                .hasSize(40);
    }

    @Test
    void probesSeeTheHealthyPageAndTheFailures() throws Exception {
        HttpClient client = HttpClient.newHttpClient();

        assertThat(status(client, "GET", "/health")).isEqualTo(200);
        assertThat(status(client, "HEAD", "/")).isEqualTo(200);
        assertThat(status(client, "GET", "/api/fail")).isEqualTo(500);
        long began = System.nanoTime();
        assertThat(status(client, "GET", "/api/slow?millis=300")).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private int status(HttpClient client, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String url(String path) {
        return shop.url().resolve(path).toString();
    }
}
