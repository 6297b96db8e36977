package io.convergence.browser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.Vitals;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    private Chrome chrome;

    @BeforeEach
    void start() throws Exception {
        site = new Site().measured("/", "<h1>Shop</h1>" + BUSY).measured("/shift", BOX);
        chrome = new Chrome();
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

    @Test
    void aConsentLongAfterTheLoadStillFindsItsVitals() {
        chrome.open(site.url("/")).untilPainted();
        double painted = ((Number) requireNonNull(chrome.run("return performance.now()"))).doubleValue();
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
    void ofFiftyInteractionsTheSlowestIsPassedOver() {
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

    private static Offset<Double> closely() {
        return Offset.offset(1e-9);
    }

    /** The score of shifts as time, value and whether there was recent input. */
    private double layoutShift(String shifts) {
        site.posts().clear();
        try (Chrome fresh = new Chrome()) {
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
