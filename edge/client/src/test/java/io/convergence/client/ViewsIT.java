package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.kit.browser.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsIT {
    private RumSite site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new RumSite()
                .measured("/", "", "<h1>Shop</h1><button id=buy>Buy</button>")
                .measured("/next", "", "<h1>Next</h1>");
        chrome = new Browser();
        chrome.open(site.url("/"));
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void aViewThatIsLeftIsSentOnceWithVitalsTimingsAndCounts() {
        chrome.run("rum.consent()");
        chrome.untilPainted().click("buy");
        chrome.until("setTimeout(() => { setTimeout(done, 300); throw Error('x') })");
        site.leave(chrome);

        assertThat(site.await("view", event -> true)).singleElement().satisfies(view -> {
            assertThat(view.get("name").asText()).isEqualTo("initial_load");
            assertThat(view.path("labels").path("ended").asText()).isEqualTo("true");
            assertThat(view.get("value").asDouble()).isGreaterThanOrEqualTo(300);
            assertThat(view.get("vitals").fieldNames()).toIterable().contains("lcp", "fcp", "ttfb", "cls", "inp");
            assertThat(view.path("measures").path("errors").asInt()).isEqualTo(1);
            assertThat(view.path("measures").path("load_ms").asDouble()).isPositive();
            assertThat(view.path("measures").path("dom_complete_ms").asDouble()).isPositive();
            view.get("measures").properties().forEach(measure -> {
                if (measure.getKey().endsWith("_ms")) {
                    assertThat(measure.getValue().asDouble())
                            .as(measure.getKey())
                            .isPositive();
                }
            });
        });
        assertThat(site.events("metric")).singleElement().satisfies(event -> {
            assertThat(event.get("name").asText()).isEqualTo("page_view");
            assertThat(event.get("page").asText()).isEqualTo("/");
        });
    }

    @Test
    void vitalsHaveIdRatingDeltaNavigationTypeAndEntries() {
        chrome.run("rum.consent()");
        chrome.untilPainted().until("setTimeout(done, 300)");
        site.leave(chrome);

        JsonNode lcp = site.first("vital", event -> event.get("name").asText().equals("lcp"));
        assertThat(lcp.get("value").asDouble()).isPositive();
        assertThat(lcp.path("labels").path("metric_id").asText()).matches("v\\d+-\\d+-\\d+");
        assertThat(lcp.path("labels").path("level").asText()).isIn("good", "needs-improvement", "poor");
        assertThat(lcp.path("labels").path("navigation_type").asText()).isEqualTo("navigate");
        assertThat(lcp.path("labels").path("entries").asText()).isEqualTo("largest-contentful-paint:h1");
        assertThat(lcp.path("measures").path("delta").asDouble())
                .isEqualTo(lcp.get("value").asDouble());
        assertThat(site.events("vital"))
                .extracting(event -> event.get("name").asText())
                .doesNotContain("fid");
    }

    @Test
    void aHiddenPageEndsItsViewAndIsNotSentAgainWhenItIsLeft() {
        chrome.before("""
            window.beacons = 0;
            const send = navigator.sendBeacon;
            navigator.sendBeacon = function() { beacons++; return send.apply(navigator, arguments) };
            """).open(site.url("/")).run("rum.consent()");
        chrome.untilPainted().hideAndShow();
        site.await("view", event -> true);
        assertThat(chrome.run("return beacons")).isEqualTo(1L);
        assertThat(site.posts())
                .allSatisfy(post -> assertThat(post.contentType()).startsWith("text/plain"));

        chrome.hideAndShow();
        site.leave(chrome);

        assertThat(site.events("view")).hasSize(1);
    }

    @Test
    void aPagehideWithoutAChangeOfVisibilityEndsTheView() {
        chrome.run("rum.consent(); dispatchEvent(new PageTransitionEvent('pagehide'))");

        site.await("view", event -> true);
        site.leave(chrome);

        assertThat(site.events("view")).hasSize(1);
    }

    @Test
    void aNewPathEndsTheViewAndBeginsAnother() {
        chrome.run("rum.consent(); history.pushState(0, '', '/products/4711?mail=jo#top'); history.replaceState(0, '',"
                + " '?x=1')");
        chrome.run("setTimeout(() => { throw Error('later') })");
        chrome.until("setTimeout(done, 100)");
        site.leave(chrome);

        List<JsonNode> views =
                site.await("view", event -> event.get("name").asText().equals("route_change"));
        assertThat(views)
                .extracting(view ->
                        view.get("name").asText() + ' ' + view.get("page").asText())
                .containsExactly("initial_load /", "route_change /products/4711");
        assertThat(views.get(1).path("measures").path("errors").asInt()).isEqualTo(1);
        assertThat(views.get(1).get("vitals").has("lcp")).isFalse();
        assertThat(site.events("metric"))
                .extracting(event -> event.get("page").asText())
                .containsExactly("/", "/products/4711");
        assertThat(views).extracting(view -> view.get("view").asText()).doesNotHaveDuplicates();
    }

    @Test
    void aRouteNamesTheViewOfItsAddress() {
        chrome.run(
                "rum.consent(); rum.page('/'); history.pushState(0, '', '/products/4711'); rum.page('/products/:id');"
                        + "rum.page('/products/:id')");
        chrome.until("setTimeout(done, 100)");
        chrome.run("rum.page('/dialog')");
        site.leave(chrome);

        site.await("view", event -> event.get("page").asText().equals("/dialog"));
        assertThat(site.events("view"))
                .extracting(view -> view.get("page").asText())
                .containsExactly("/", "/products/:id", "/dialog");
    }

    @Test
    void aRestoreFromTheBackForwardCacheIsAView() {
        chrome.run("rum.consent()");
        chrome.untilPainted().open(site.url("/next")).backTo(site.url("/"));
        chrome.until("setTimeout(done, 100)");
        site.leave(chrome);

        site.await("view", event -> event.get("name").asText().equals("restore"));
        assertThat(site.events("view"))
                .extracting(view -> view.get("name").asText())
                .containsExactly("initial_load", "restore");
    }

    @Test
    void besideTheSmallSdkAViewIsNotCountedAsABeacon() {
        chrome.run("window.convergence = {}; rum.consent()");
        site.leave(chrome);

        assertThat(site.first("view", event -> true).path("labels").has("ended"))
                .isFalse();
    }

    @Test
    void reactComponentsNameViewsByRouteAndTrackInteractions() {
        site.page("/react", "<!doctype html><title>shop</title><div id=root></div><script src='/react.js'></script>");
        chrome.open(site.url("/react"));
        chrome.until("(function wait() { document.getElementById('pay') ? done() : setTimeout(wait, 10) })()");
        chrome.click("pay").click("go").click("pay");
        site.leave(chrome);

        site.await("view", event -> event.get("page").asText().equals("/orders/:id"));
        assertThat(site.events("view"))
                .extracting(view -> view.get("page").asText())
                .containsExactly("/products/:id", "/orders/:id");
        assertThat(site.events("action"))
                .extracting(action ->
                        action.get("name").asText() + ' ' + action.get("page").asText())
                .containsExactly("pay /products/:id", "pay /orders/:id");
    }
}
