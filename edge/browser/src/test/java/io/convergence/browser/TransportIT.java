package io.convergence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportIT {
    private static final String WATCH = "window.wrong = []; addEventListener('error', e => wrong.push(e.message));"
            + "addEventListener('unhandledrejection', e => wrong.push(String(e.reason)));";

    private Site site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new Site().measured("/", "<h1>Shop</h1>");
        chrome = new Browser();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void aBeaconIsTextThatNeedsNoPreflight() {
        chrome.open(site.url("/")).run("convergence.consent()");
        site.leave(chrome);

        site.onlyBeacon();
        assertThat(site.posts().get(0).contentType()).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Navigator.prototype.sendBeacon = () => false", "delete Navigator.prototype.sendBeacon"})
    void withoutSendBeaconAFetchOutlivesThePage(String absence) {
        chrome.before(absence).open(site.url("/")).run("convergence.consent()");
        site.leave(chrome);

        site.onlyBeacon();
        assertThat(site.posts().get(0).contentType()).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete window.PerformanceObserver",
                "delete PerformanceObserver.supportedEntryTypes",
                "PerformanceObserver.prototype.observe = () => { throw TypeError('entryTypes') }",
                "Object.defineProperty(PerformanceObserver, 'supportedEntryTypes', {value: ['mark', 'resource']})",
                "Performance.prototype.getEntries = () => []"
            })
    void anOldBrowserStillCountsErrors(String age) {
        chrome.before(WATCH).before(age).open(site.url("/")).run("convergence.consent()");
        chrome.run("window.dispatchEvent(new ErrorEvent('error', {message: 'mine'}))");
        chrome.until("setTimeout(done)");
        assertThat(chrome.run("return wrong.join()")).isEqualTo("mine");

        site.leave(chrome);

        assertThat(site.onlyBeacon().errors()).isEqualTo(1);
        assertThat(site.onlyBeacon().vitals().lcpMillis() == null
                        || site.onlyBeacon().vitals().loadMillis() == null)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete window.performance",
                "Object.values = undefined",
                "Object.defineProperty(window, 'crypto', {value: undefined})",
                "Navigator.prototype.sendBeacon = () => { throw TypeError('url') }",
                "delete Navigator.prototype.sendBeacon; delete window.fetch",
                "delete Navigator.prototype.sendBeacon; window.fetch = () => Promise.reject(TypeError('blocked'))"
            })
    void aBrowserThatCannotSendBreaksNoPage(String age) {
        chrome.before(WATCH).before(age).open(site.url("/"));
        chrome.run("convergence.consent(); window.dispatchEvent(new Event('pagehide')); convergence.revoke()");
        chrome.until("setTimeout(done)");

        assertThat(chrome.run("return wrong.join()")).isEqualTo("");
    }
}
