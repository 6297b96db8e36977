package io.convergence.browser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.Vitals;
import io.convergence.kit.browser.Browser;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsIT {
    private static final double MINUTE = 60_000;
    private static final String BUSY = """
            <button id="slow" onclick="busy(200)">slow</button><button id="quick" onclick="busy(0)">quick</button>
            <script>function busy(millis) { const end = performance.now() + millis; while (performance.now() < end); }</script>
            """;
    private static final String BOX =
            "<div id='box' style='height:0'></div><p style='height:400px;background:red'>moved</p>";
    private static final String PAINTED = "const painted = () => new Promise(next => "
            + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next))));";

    private Site site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new Site().measured("/", "<h1>Shop</h1>" + BUSY).measured("/shift", BOX);
        chrome = new Browser();
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void theVitalsOfALoadArePlausible() {
        chrome.open(site.url("/")).run("convergence.consent()");
        chrome.untilPainted();
        site.leave(chrome);

        Vitals vitals = site.onlyBeacon().vitals();
        assertThat(vitals.ttfbMillis()).isBetween(0.0, MINUTE);
        assertThat(vitals.fcpMillis()).isBetween(1.0, MINUTE).isGreaterThanOrEqualTo(vitals.ttfbMillis());
        assertThat(vitals.lcpMillis()).isBetween(1.0, MINUTE).isGreaterThanOrEqualTo(vitals.fcpMillis());
        assertThat(vitals.loadMillis()).isBetween(1.0, MINUTE);
        assertThat(vitals.cls()).isZero();
        assertThat(vitals.inpMillis()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>convergence.consent()</script>"})
    void aPrerenderedPageIsMeasuredFromItsActivation(String consentWhilePrerendered) {
        site.measured("/next", consentWhilePrerendered + "<h1>Next</h1>");
        site.page("/list", """
                <script type="speculationrules">
                  {"prerender": [{"source": "list", "urls": ["/next"], "eagerness": "immediate"}]}
                </script>
                <a id="next" href="/next">next</a>
                """);
        chrome.open(site.url("/list"));
        site.awaitRequest("/next");
        chrome.until("setTimeout(done, 2000)").click("next").untilAt(site.url("/next"));
        double activation = number("return performance.getEntriesByType('navigation')[0].activationStart");
        assertThat(activation).isGreaterThan(1_500);
        chrome.untilPainted().run("convergence.consent()");
        double sinceActivation = number("return performance.now()") - activation;
        site.leave(chrome);

        Vitals vitals = site.onlyBeacon().vitals();
        assertThat(vitals.lcpMillis()).isBetween(1.0, sinceActivation);
        assertThat(vitals.fcpMillis()).isBetween(1.0, sinceActivation);
        assertThat(vitals.ttfbMillis()).isZero();
        assertThat(vitals.loadMillis()).isZero();
    }

    @Test
    void aPaintAfterThePageWasHiddenIsNoLoadVital() {
        chrome.open(site.url("/")).untilPainted();
        double hidden = number("return performance.now()");
        chrome.hideAndShow();
        chrome.until("document.body.innerHTML = '<p style=\"font-size: 300px\">LARGE</p>';" + PAINTED
                + "painted().then(() => setTimeout(done, 300))");
        assertThat(number("""
                        return new Promise(next => new PerformanceObserver(list => next(list.getEntries().pop().startTime))
                            .observe({type: 'largest-contentful-paint', buffered: true}))
                        """)).isGreaterThan(hidden);
        chrome.run("convergence.consent()");
        site.leave(chrome);

        Vitals vitals = site.onlyBeacon().vitals();
        assertThat(vitals.lcpMillis()).isBetween(1.0, hidden);
        assertThat(vitals.fcpMillis()).isBetween(1.0, hidden);
        assertThat(vitals.loadMillis()).isBetween(1.0, hidden);
    }

    @Test
    void aPageThatWasOpenedInTheBackgroundHasNoPaints() {
        site.page("/background", "<!doctype html><title>background</title><h1>Shop</h1>");
        chrome.open(site.url("/quiet")).openInBackground(site.url("/background"));
        assertThat(chrome.run("return performance.getEntriesByType('visibility-state')[0].name"))
                .isEqualTo("hidden");
        chrome.untilPainted();
        chrome.until("import('/sdk.mjs').then(sdk => {"
                + "sdk.init({key: 'pk_shop', endpoint: '/ingest/rum'}).consent(); setTimeout(done, 100) })");
        site.leave(chrome);

        Vitals vitals = site.onlyBeacon().vitals();
        assertThat(vitals.lcpMillis()).isNull();
        assertThat(vitals.fcpMillis()).isNull();
    }

    @Test
    void aPaintAfterARouteChangeIsNoLoadVital() {
        site.measured(
                "/early", "<script>convergence.consent(); history.pushState(0, '', '/routed')</script><h1>Routed</h1>");
        chrome.open(site.url("/early")).untilPainted();
        site.leave(chrome);

        assertThat(site.beacons(2))
                .extracting(beacon -> beacon.vitals().fcpMillis())
                .containsExactly(null, null);
    }

    @Test
    void aConsentLongAfterTheLoadStillFindsItsVitals() {
        chrome.open(site.url("/")).untilPainted();
        double painted = number("return performance.now()");
        chrome.until("setTimeout(done, 500)").run("convergence.consent()");
        site.leave(chrome);

        assertThat(site.onlyBeacon().vitals().lcpMillis()).isBetween(1.0, painted);
        assertThat(site.onlyBeacon().vitals().fcpMillis()).isNotNull();
    }

    @Test
    void theInteractionToNextPaintIsAtLeastWhatItsHandlerTakes() {
        chrome.open(site.url("/")).run("convergence.consent()");
        chrome.click("quick").click("slow").click("quick");
        chrome.until(PAINTED + "painted().then(done)");
        site.leave(chrome);

        assertThat(site.onlyBeacon().vitals().inpMillis()).isBetween(200.0, 2_000.0);
    }

    @Test
    void theSlowestOfFiftyInteractionsIsSkipped() {
        chrome.before("""
                        PerformanceObserver.prototype.observe = function() {};
                        PerformanceObserver.prototype.takeRecords = () => Array.from({length: 100}, (_, i) => ({
                          entryType: 'event', name: 'click', interactionId: 1 + i % 50, startTime: 0,
                          duration: i % 50 == 7 ? 5000 : i == 60 ? 900 : 40}));
                        """).open(site.url("/")).run("convergence.consent()");
        site.leave(chrome);

        assertThat(site.onlyBeacon().vitals().inpMillis()).isEqualTo(900.0);
    }

    @Test
    void layoutShiftsAreMeasured() {
        chrome.open(site.url("/shift")).run("convergence.consent()");
        chrome.until(PAINTED + "painted().then(() => { box.style.height = '200px' }).then(painted).then(done)");
        site.leave(chrome);

        assertThat(site.onlyBeacon().vitals().cls()).isBetween(0.01, 2.0);
    }

    @Test
    void theLayoutShiftIsThatOfTheLargestSessionWindow() {
        assertThat(layoutShift("[100,.1],[900,.1],[1900,.1],[2899,.1]")).isEqualTo(0.2, closely());
        assertThat(layoutShift("[100,.1],[1000,.2],[1999,.3],[9000,.5]")).isEqualTo(0.6, closely());
        assertThat(layoutShift("[0,.1],[900,.1],[1800,.1],[2700,.1],[3600,.1],[4500,.1],[5000,.1],[5900,.1]"))
                .isEqualTo(0.6, closely());
        assertThat(layoutShift("[100,.1],[200,.1,true],[300,.1]")).isEqualTo(0.2, closely());
        assertThat(layoutShift("[100,1e9]")).isEqualTo(100, closely());
        assertThat(layoutShift("")).isZero();
    }

    private double number(String script) {
        return ((Number) requireNonNull(chrome.run(script))).doubleValue();
    }

    private static Offset<Double> closely() {
        return Offset.offset(1e-9);
    }

    /** The reported score of layout shifts, each a time, a value, and whether there was recent input. */
    private double layoutShift(String shifts) {
        site.posts().clear();
        try (Browser fresh = new Browser()) {
            fresh.before(
                            "PerformanceObserver.prototype.observe = function() {};"
                                    + "PerformanceObserver.prototype.takeRecords = () => [" + shifts
                                    + "].map(([startTime, value, hadRecentInput]) => ({entryType: 'layout-shift', name: '', startTime, value, hadRecentInput}))")
                    .open(site.url("/"))
                    .run("convergence.consent()");
            site.leave(fresh);
        }
        Double score = site.onlyBeacon().vitals().cls();
        assertThat(score).isNotNull();
        return score == null ? Double.NaN : score;
    }
}
