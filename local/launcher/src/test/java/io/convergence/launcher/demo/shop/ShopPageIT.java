package io.convergence.launcher.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The shop in a real browser, its beacons received where the gateway would be. */
class ShopPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> beacons = new CopyOnWriteArrayList<>();
    private HttpServer gateway;
    private ShopServer shop;
    private ChromeDriver driver;

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
        shop = ShopServer.start(new ShopOptions("localhost", 0, endpoint, "pk_demo_shop"));
        driver = Chromium.start();
        driver.get(url("/"));
    }

    @AfterEach
    void stop() {
        driver.quit();
        shop.close();
        gateway.stop(0);
    }

    @Test
    void nothingLeavesThePageUntilItsVisitorAccepts() {
        click("break-script");
        click("decline");
        driver.get(url("/teas"));
        driver.get("about:blank");
        driver.get(url("/health"));

        assertThat(beacons).isEmpty();
    }

    @Test
    void whatBreaksAfterConsentStandsInTheBeaconOfItsView() throws Exception {
        click("accept");
        click("break-script");
        click("reject-promise");
        click("fail-request");
        await(() -> driver.findElement(By.id("log")).getText().contains("500"));
        click("lose-request");
        await(() -> driver.findElement(By.id("log")).getText().contains("no answer"));
        driver.findElement(By.linkText("Teas")).click();
        await(() -> beacons.size() == 1);

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
    void consentGoesFromPageToPageWithoutBeingStored() throws Exception {
        Chromium.awaitPaint(driver);
        click("accept");
        driver.findElement(By.className("name")).click();
        await(() -> beacons.size() == 1);
        await(() -> driver.findElement(By.id("state")).getText().equals("on"));
        Chromium.awaitPaint(driver);
        driver.get("about:blank");
        await(() -> beacons.size() == 2);

        assertThat(driver.manage().getCookies()).isEmpty();
        assertThat(beacons).allSatisfy(beacon -> assertThat(beacon).contains("\"consent\":true", "\"lcp_ms\":"));
    }

    @Test
    void aCrowdIsFortyViewsWithAnErrorEach() throws Exception {
        click("accept");
        click("crowd");
        driver.get("about:blank");
        await(() -> beacons.size() == 41);

        assertThat(beacons)
                .filteredOn(beacon -> beacon.contains("\"errors\":1"))
                .hasSize(40);
    }

    @Test
    void probesFindTheShopHealthyAndItsFailuresFailing() throws Exception {
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

    private void click(String id) {
        driver.findElement(By.id(id)).click();
    }

    private static void await(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
