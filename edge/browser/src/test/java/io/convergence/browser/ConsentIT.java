package io.convergence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentIT {
    private static final String SPY = """
            window.seen = [];
            for (const target of [window, document, window.navigation]) {
              const add = target.addEventListener;
              target.addEventListener = function(type) { seen.push(type); return add.apply(target, arguments) };
            }
            const observe = PerformanceObserver.prototype.observe;
            PerformanceObserver.prototype.observe = function() { seen.push('observer'); return observe.apply(this, arguments) };
            """;

    private Site site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new Site().measured("/", "<h1>Shop</h1>").measured("/next", "<h1>Next</h1>");
        chrome = new Browser();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void beforeConsentNothingListensAndNothingIsSent() {
        chrome.before(SPY).open(site.url("/"));
        chrome.run("history.pushState(0, '', '/other'); setTimeout(() => { throw Error('early') })");
        assertThat(chrome.run("return seen.join()")).isEqualTo("");

        chrome.hideAndShow().open(site.url("/next"));
        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
                "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})",
                "Object.defineProperty(navigator, 'doNotTrack', {value: 'yes'})"
            })
    void aPrivacySignalLeavesCallsWithoutEffect(String signal) {
        chrome.before(SPY).before(signal).open(site.url("/"));
        chrome.run("convergence.consent(); convergence.consent(); convergence.revoke(); convergence.consent();"
                + "setTimeout(() => { throw Error('unmeasured') })");
        assertThat(chrome.run("return seen.join()")).isEqualTo("");

        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(navigator, 'globalPrivacyControl', {value: false})",
                "Object.defineProperty(navigator, 'doNotTrack', {value: '0'})",
                "Object.defineProperty(navigator, 'doNotTrack', {value: 'unspecified'})"
            })
    void aSignalThatAllowsIsNoRefusal(String signal) {
        chrome.before(signal).open(site.url("/")).run("convergence.consent()");

        site.leave(chrome);

        site.onlyBeacon();
    }

    @Test
    void afterARevocationNothingIsSent() {
        chrome.open(site.url("/")).run("convergence.consent(); convergence.revoke()");

        chrome.run("history.pushState(0, '', '/other')");
        chrome.hideAndShow();
        site.leave(chrome);

        assertThat(site.posts()).isEmpty();
    }

    @Test
    void aConsentAfterARevocationBeginsANewView() {
        chrome.open(site.url("/")).until("convergence.consent(); setTimeout(() => { done(); throw Error('dropped') })");

        chrome.run("convergence.revoke(); convergence.consent()");
        site.leave(chrome);

        assertThat(site.onlyBeacon().errors()).isZero();
        assertThat(site.onlyBeacon().vitals().lcpMillis()).isNull();
    }

    @Test
    void nothingIsStoredAndNoCookieIsSet() {
        chrome.open(site.url("/")).run("convergence.consent()");

        assertThat(chrome.run("return document.cookie + localStorage.length + sessionStorage.length"))
                .isEqualTo("00");
        assertThat(chrome.run("return history.pushState.toString() + fetch + XMLHttpRequest.prototype.send"))
                .asString()
                .containsPattern("(?s)(native code.*){3}");
        site.leave(chrome);

        assertThat(site.posts())
                .singleElement()
                .satisfies(post -> assertThat(post.cookies()).isEmpty());
    }
}
