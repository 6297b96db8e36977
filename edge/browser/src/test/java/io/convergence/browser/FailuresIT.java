package io.convergence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.BrowserPayload;
import io.convergence.kit.browser.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresIT {
    private static final String GET = "const get = url => fetch(url).catch(() => 0);"
            + "const xhr = url => new Promise(next => {"
            + "const request = new XMLHttpRequest(); request.open('GET', url); request.onloadend = next; request.send() });";
    private static final String OBSERVED = ".then(() => new Promise(next => setTimeout(next, 100))).then(done)";

    private Site site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new Site()
                .measured("/", "<h1>Shop</h1><script>const reject = () => { Promise.reject(Error('lost')) }</script>");
        chrome = new Browser().open(site.url("/"));
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void errorsAndRejectionsAreCountedFromConsentOn() {
        chrome.until("addEventListener('error', () => done()); setTimeout(() => { throw Error('before') })");

        chrome.run("convergence.consent()");
        chrome.until("""
                setTimeout(() => { throw Error('first') });
                setTimeout(() => { throw Error('second') });
                setTimeout(reject);
                Promise.reject(Error('handled')).catch(() => 0);
                setTimeout(done, 100);
                """);
        site.leave(chrome);

        assertThat(site.onlyBeacon().errors()).isEqualTo(3);
        assertThat(site.onlyBeacon().failedRequests()).isZero();
    }

    @Test
    void imagesAndScriptsThatDoNotLoadAreNeitherErrorsNorRequests() {
        chrome.run("convergence.consent()");
        chrome.until("""
                const wait = tag => new Promise(next => {
                  const element = document.createElement(tag);
                  element.onerror = next;
                  element.src = '/status/404';
                  document.body.append(element);
                });
                """ + "Promise.all([wait('img'), wait('script')])" + OBSERVED);
        site.leave(chrome);

        assertThat(site.onlyBeacon().errors()).isZero();
        assertThat(site.onlyBeacon().failedRequests()).isZero();
    }

    @Test
    void failedFetchesAreCounted() {
        chrome.run("convergence.consent()");
        chrome.until(GET + "Promise.all(['/status/500', '/status/404', '/status/503', '/no-answer',"
                + "'http://shop.localhost:1/closed'].map(get))" + OBSERVED);
        site.leave(chrome);

        assertThat(site.onlyBeacon().failedRequests()).isEqualTo(5);
        assertThat(site.onlyBeacon().errors()).isZero();
    }

    @Test
    void failedXhrRequestsAreCounted() {
        chrome.run("convergence.consent()");
        chrome.until(GET + "Promise.all(['/status/500', '/status/404', '/no-answer', 'http://elsewhere.localhost:1/']"
                + ".map(xhr))" + OBSERVED);
        site.leave(chrome);

        assertThat(site.onlyBeacon().failedRequests()).isEqualTo(4);
    }

    @Test
    void requestsThatSucceedOrFailBeforeConsentAreNotCounted() {
        chrome.until(GET + "get('/status/500')" + OBSERVED);
        chrome.run("convergence.consent()");
        chrome.until(GET + "Promise.all([get('/status/200'), get('/status/204'), xhr('/status/200'), get('data:,x'),"
                + "get(URL.createObjectURL(new Blob(['x'])))])" + OBSERVED);
        site.leave(chrome);

        assertThat(site.onlyBeacon().failedRequests()).isZero();
    }

    @Test
    void anAnswerOfAnotherHostThatMayNotBeReadIsNoFailure() {
        chrome.run("convergence.consent()");
        chrome.until("fetch('" + site.elsewhere("/status/200") + "', {mode: 'no-cors'})" + OBSERVED);
        site.leave(chrome);

        assertThat(site.onlyBeacon().failedRequests()).isZero();
    }

    @Test
    void aBeaconThatIsRefusedIsNoFailedRequestOfTheNextView() {
        site.answerBeaconsWith(500);
        chrome.run("navigator.sendBeacon = undefined; convergence.consent(); history.pushState(0, '', '/next')");
        site.settle(chrome);
        chrome.until("setTimeout(done, 100)");
        site.leave(chrome);

        List<BrowserPayload> views = site.beacons(2);
        assertThat(views).extracting(BrowserPayload::failedRequests).containsExactly(0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../ingest/rum", "HTTP://SHOP.localhost:%d/ingest/rum"})
    void aRefusedBeaconIsNoFailedRequestHoweverItsAddressIsSpelled(String endpoint) {
        site.page(
                "/deep/page",
                "<!doctype html><script src='/sdk.js' data-key='pk_shop' data-endpoint='"
                        + endpoint.formatted(site.port()) + "'></script><h1>Deep</h1>");
        site.answerBeaconsWith(500);
        chrome.open(site.url("/deep/page"));
        chrome.run("navigator.sendBeacon = undefined; convergence.consent(); history.pushState(0, '', '/next')");
        site.settle(chrome);
        chrome.until("setTimeout(done, 100)");
        site.leave(chrome);

        assertThat(site.beacons(2)).extracting(BrowserPayload::failedRequests).containsExactly(0L, 0L);
    }

    @Test
    void countsBelongToTheirView() {
        chrome.run("convergence.consent()");
        chrome.until(GET + "setTimeout(() => { throw Error('first') }); get('/status/500')" + OBSERVED);
        chrome.run("history.pushState(0, '', '/next')");
        chrome.until(GET + "get('/status/500').then(() => get('/status/404'))" + OBSERVED);
        site.leave(chrome);

        List<BrowserPayload> views = site.beacons(2);
        assertThat(views).extracting(BrowserPayload::errors).containsExactly(1L, 0L);
        assertThat(views).extracting(BrowserPayload::failedRequests).containsExactly(1L, 2L);
    }

    @Test
    void countsEndAtTenThousand() {
        chrome.run(
                "convergence.consent(); for (let i = 0; i < 10050; i++) window.dispatchEvent(new ErrorEvent('error'))");
        site.leave(chrome);

        assertThat(site.onlyBeacon().errors()).isEqualTo(10_000);
    }
}
