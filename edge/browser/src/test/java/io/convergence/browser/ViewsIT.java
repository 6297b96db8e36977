package io.convergence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.BrowserPayload;
import io.convergence.kit.browser.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsIT {
    private Site site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new Site().measured("/", "<h1>Shop</h1>").measured("/cart", "<h1>Cart</h1>");
        chrome = new Browser();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void aPageThatIsLeftSendsOneBeacon() {
        chrome.open(site.url("/")).run("convergence.consent()");
        assertThat(site.posts()).isEmpty();

        site.leave(chrome);

        assertThat(site.onlyBeacon().host()).isEqualTo(Site.HOST);
        assertThat(site.onlyBeacon().browser()).isEqualTo("chrome");
        assertThat(site.onlyBeacon().sdk()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(site.onlyBeacon().id()).matches("[A-Za-z0-9_-]{8,64}");
    }

    @Test
    void aPageThatIsHiddenSendsItsBeaconOnceHoweverOftenItIsShownAgain() {
        chrome.open(site.url("/")).run("convergence.consent()");

        chrome.hideAndShow();
        site.onlyBeacon();
        chrome.hideAndShow().hideAndShow();
        site.leave(chrome);

        site.onlyBeacon();
    }

    @Test
    void severalEventsOfLeavingSendOneBeacon() {
        chrome.open(site.url("/")).run("convergence.consent()");

        chrome.run("""
                Object.defineProperty(document, 'visibilityState', {value: 'hidden'});
                Object.defineProperty(document, 'hidden', {value: true});
                document.dispatchEvent(new Event('visibilitychange'));
                document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));
                window.dispatchEvent(new Event('pagehide'));
                window.dispatchEvent(new Event('pagehide'));
                """);
        site.leave(chrome);

        site.onlyBeacon();
    }

    @Test
    void aVisibilityThatBecomesVisibleSendsNothing() {
        chrome.open(site.url("/")).run("convergence.consent()");

        chrome.run("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))");
        site.settle(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @Test
    void eachRouteOfTheHistoryApiIsAView() {
        chrome.open(site.url("/?q=secret")).run("location.hash = 'frag'; convergence.consent()");

        chrome.run("history.pushState(0, '', '/list?token=secret#frag')");
        chrome.run("history.pushState(0, '', '/list?page=2'); history.replaceState(0, '', '/list#again')");
        chrome.run("history.replaceState(0, '', '/detail')");
        chrome.until("addEventListener('popstate', () => done()); history.back()");
        site.leave(chrome);

        List<BrowserPayload> views = site.beacons(4);
        assertThat(views).extracting(BrowserPayload::page).containsExactly("/", "/list", "/detail", "/list");
        assertThat(views).extracting(BrowserPayload::id).doesNotHaveDuplicates();
        assertThat(views.get(0).vitals().ttfbMillis()).isNotNull();
        assertThat(views.subList(1, 4)).allSatisfy(view -> {
            assertThat(view.vitals().ttfbMillis()).isNull();
            assertThat(view.vitals().fcpMillis()).isNull();
            assertThat(view.vitals().lcpMillis()).isNull();
            assertThat(view.vitals().loadMillis()).isNull();
        });
        assertThat(site.posts()).allSatisfy(post -> assertThat(post.text()).doesNotContain("secret", "frag", "?", "#"));
    }

    @Test
    void withoutTheNavigationApiARouteIsNoticedBeforeAnythingIsCounted() {
        chrome.before("Object.defineProperty(window, 'navigation', {value: undefined})")
                .open(site.url("/"))
                .run("convergence.consent(); history.pushState(0, '', '/cart')");

        chrome.until("addEventListener('error', () => done()); setTimeout(() => { throw Error('in the cart') })");
        site.leave(chrome);

        List<BrowserPayload> views = site.beacons(2);
        assertThat(views).extracting(BrowserPayload::page).containsExactly("/", "/cart");
        assertThat(views).extracting(BrowserPayload::errors).containsExactly(0L, 1L);
    }

    @Test
    void aRouteBeforeConsentLeavesTheLoadVitalsToThePageTheyBelongTo() {
        chrome.open(site.url("/")).run("history.pushState(0, '', '/cart'); convergence.consent()");

        site.leave(chrome);

        assertThat(site.onlyBeacon().page()).isEqualTo("/cart");
        assertThat(site.onlyBeacon().vitals().lcpMillis()).isNull();
    }

    @Test
    void aRestoreFromTheBackForwardCacheIsANewView() {
        chrome.open(site.url("/"))
                .run("convergence.consent(); addEventListener('pageshow', e => window.restored = e.persisted)");
        chrome.untilPainted();
        chrome.open(site.url("/quiet")).backTo(site.url("/"));
        assertThat(chrome.run("return window.restored")).isEqualTo(true);

        site.leave(chrome);

        List<BrowserPayload> views = site.beacons(2);
        assertThat(views).extracting(BrowserPayload::page).containsExactly("/", "/");
        assertThat(views).extracting(BrowserPayload::id).doesNotHaveDuplicates();
        assertThat(views.get(0).vitals().lcpMillis()).isNotNull();
        assertThat(views.get(1).vitals().lcpMillis()).isNull();
    }

    @Test
    void aFrameWithoutAHostSendsNothing() {
        String script = "<script src='" + site.url("/sdk.js") + "' data-key='pk_shop' data-endpoint='"
                + site.url("/ingest/rum") + "'></script><script>convergence.consent()</script>";
        site.page("/frames", "<title>frames</title><iframe id='frame' srcdoc=\"" + script + "\"></iframe>");
        chrome.open(site.url("/frames"));
        assertThat(chrome.run("return frame.contentWindow.location.hostname + typeof frame.contentWindow.convergence"))
                .isEqualTo("object");
        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @Test
    void aScriptThatIsIncludedTwiceSendsOneBeacon() {
        String script = "<script src='/sdk.js' data-key='pk_shop' data-endpoint='/ingest/rum'></script>";
        site.page("/twice", "<title>twice</title>" + script + script);
        chrome.open(site.url("/twice")).run("convergence.consent(); convergence.consent()");

        site.leave(chrome);

        site.onlyBeacon();
    }

    @Test
    void theModuleMeasuresAsTheScriptDoes() {
        site.page("/module", "<title>module</title><h1>Module</h1>");
        chrome.open(site.url("/module"))
                .until("import('/sdk.mjs').then(sdk => {"
                        + "sdk.init({key: 'pk_shop', endpoint: '/ingest/rum'}).consent(); done() })");

        site.leave(chrome);

        assertThat(site.onlyBeacon().page()).isEqualTo("/module");
    }

    @Test
    void aPageWithoutABodyOrWithoutAKeyBreaksNothing() {
        site.page(
                "/bare",
                "<script>window.wrong = []; onerror = e => wrong.push(e)</script><script src='/sdk.js'></script>");
        chrome.open(site.url("/bare")).run("convergence.consent(); convergence.revoke()");

        assertThat(chrome.run("return wrong.join()")).isEqualTo("");
    }
}
