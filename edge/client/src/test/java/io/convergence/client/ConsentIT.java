package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentIT {
    /** Seconds without a request after a revocation; {@code -Dconvergence.silence-seconds=60} runs a whole minute. */
    private static final int SILENCE_SECONDS = Integer.getInteger("convergence.silence-seconds", 6);

    private static final String SPY = """
        window.seen = [];
        for (const target of [window, document, window.navigation]) {
          const add = target.addEventListener;
          target.addEventListener = function(type) { seen.push(type); return add.apply(target, arguments) };
        }
        const observe = PerformanceObserver.prototype.observe;
        PerformanceObserver.prototype.observe = function() { seen.push('observer'); return observe.apply(this, arguments) };
        """;
    private static final String USE = """
        rum.recordCustomMetric('cart', 1); rum.recordError(new Error('e')); rum.recordInteraction('search', 5);
        rum.breadcrumb('user', 'step'); rum.track('x').click(); rum.setUserId('u-1'); rum.page('/named');
        setTimeout(() => { throw Error('thrown') });
        """;

    private RumSite site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new RumSite().measured("/", "", "<h1>Shop</h1>").measured("/next", "", "<h1>Next</h1>");
        chrome = new Browser();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void beforeConsentNothingListensNothingIsStoredAndNothingIsSent() {
        chrome.before(SPY).open(site.url("/"));
        chrome.run(USE + "history.pushState(0, '', '/other')");
        assertThat(chrome.run("return seen.join() + sessionStorage.length + localStorage.length + document.cookie"))
                .isEqualTo("00");

        chrome.hideAndShow().open(site.url("/next"));
        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
                "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})"
            })
    void aPrivacySignalLeavesTheConsentWithoutEffect(String signal) {
        chrome.before(SPY).before(signal).open(site.url("/")).run("rum.consent();" + USE);
        assertThat(chrome.run("return seen.join()")).isEqualTo("");

        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @Test
    void afterARevocationNothingIsSentAndNothingIsStored() {
        chrome.open(site.url("/")).run("rum.consent();" + USE + "rum.revoke();" + USE);
        assertThat(chrome.run("return sessionStorage.length")).isEqualTo(0L);

        site.settle(chrome);
        List<String> settings = List.copyOf(site.settingsRequests());
        for (int second = 0; second < SILENCE_SECONDS; second++) {
            chrome.until("setTimeout(done, 1000)");
            chrome.run(USE + "history.pushState(0, '', '/step'); document.body.click()");
        }
        assertThat(chrome.run("return sessionStorage.length")).isEqualTo(0L);
        chrome.hideAndShow();
        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
        assertThat(site.settingsRequests()).isEqualTo(settings);
    }

    @Test
    void aRevocationRemovesTheListeners() {
        chrome.before("""
            window.open = {};
            for (const target of [window, document, window.navigation]) {
              const {addEventListener, removeEventListener} = target;
              target.addEventListener = function(type) { open[type] = (open[type] || 0) + 1; return addEventListener.apply(target, arguments) };
              target.removeEventListener = function(type) { open[type]--; return removeEventListener.apply(target, arguments) };
            }
            """).open(site.url("/"));
        chrome.run("rum.consent()");
        assertThat(chrome.run("return open.error && open.unhandledrejection && open.currententrychange"))
                .isEqualTo(1L);

        chrome.run("rum.revoke()");

        assertThat(chrome.run("return open.error + open.unhandledrejection + open.currententrychange"))
                .isEqualTo(0L);
    }

    @Test
    void aConsentAfterARevocationBeginsANewSessionAndANewView() {
        chrome.open(site.url("/")).run("rum.consent(); window.before = sessionStorage.getItem('convergence.rum')");
        chrome.run("rum.revoke(); rum.consent(); window.after = sessionStorage.getItem('convergence.rum')");
        assertThat(chrome.run("return JSON.parse(before).id !== JSON.parse(after).id"))
                .isEqualTo(true);
        site.leave(chrome);

        assertThat(site.await("view", view -> true)).singleElement().satisfies(view -> {
            assertThat(view.get("name").asText()).isEqualTo("consent");
            assertThat(view.get("vitals").has("lcp")).isFalse();
        });
        assertThat(site.events("metric")).hasSize(1);
    }

    @Test
    void anUnsampledClientSendsNothingAtAll() {
        site.measured("/none", "sampleRate: 0, appId: '" + EventGateway.UNSAMPLED_APP + "'", "<h1>Shop</h1>");
        chrome.before(SPY).open(site.url("/none")).run("rum.consent();" + USE);
        assertThat(chrome.run("return seen.join() + sessionStorage.length")).isEqualTo("0");

        chrome.hideAndShow();
        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
        assertThat(site.settingsRequests()).isEmpty();
    }

    @Test
    void theServerCanLowerTheRate() {
        site.measured("/asked", "appId: '" + EventGateway.UNSAMPLED_APP + "'", "<h1>Shop</h1>");
        chrome.open(site.url("/asked")).run("rum.consent()");
        chrome.until("(function wait() { rum.rate === 0 ? done() : setTimeout(wait, 10) })()");
        chrome.run(USE);
        site.leave(chrome);

        assertThat(site.settingsRequests()).hasSize(1);
        assertThat(site.posts()).isEmpty();
    }

    @Test
    void theSecondInitReturnsTheFirstClient() {
        chrome.open(site.url("/"));

        assertThat(chrome.run("return ConvergenceRum.RumClient.init({dsn: 'nonsense'}) === rum"
                        + " && ConvergenceRum.initRUM({}) === rum && ConvergenceRum.getRUM() === rum"))
                .isEqualTo(true);
    }

    @Test
    void theSessionLastsOverPagesOfTheTabAndInMemoryItDoesNot() {
        site.measured("/memory", "storage: 'memory'", "<h1>Shop</h1>");
        chrome.open(site.url("/")).run("rum.consent()");
        chrome.open(site.url("/next")).run("rum.consent()");
        chrome.open(site.url("/memory")).run("sessionStorage.clear(); rum.consent()");
        assertThat(chrome.run("return sessionStorage.length")).isEqualTo(0L);
        site.leave(chrome);

        site.await("view", view -> view.get("page").asText().equals("/memory"));
        assertThat(site.posts().stream()
                        .map(post -> post.body().get("session").asText())
                        .distinct())
                .hasSize(2);
        assertThat(site.posts()).allSatisfy(post -> {
            assertThat(post.hasCookie()).isFalse();
            assertThat(post.body().get("consent").asBoolean()).isTrue();
        });
    }
}
