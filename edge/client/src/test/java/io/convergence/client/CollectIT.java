package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.kit.browser.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectIT {
    private static final String BODY = """
        <h1>Shop</h1><button id=buy>Buy for Jo</button><div id=menu role=menuitem>Jo</div>
        <input id=name value='jo-value'><img src='/slow.png?user=jo' width=9 height=9>
        """;

    private RumSite site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new RumSite().measured("/", "tags: {plan: 'free', other: 'x'}, environment: 'test', debug: true", BODY);
        chrome = new Browser();
        chrome.open(site.url("/")).run("rum.consent()");
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    /** Runs a script of the page: the browser hides what a script of the driver throws. */
    private void runInPage(String script) {
        chrome.run("const element = document.createElement('script'); element.textContent = \"" + script
                + "\"; document.head.append(element)");
    }

    @Test
    void errorsOfScriptsHaveTypeMessageStackAndPlace() {
        runInPage("setTimeout(() => { throw new RangeError('too far') })");

        JsonNode error = site.first("error", event -> label(event, "message").contains("too far"));
        assertThat(text(error, "name")).isEqualTo("RangeError");
        assertThat(label(error, "message")).isEqualTo("too far");
        assertThat(label(error, "stack")).contains("RangeError: too far", "    at ");
        assertThat(label(error, "handling")).isEqualTo("unhandled");
        assertThat(error.path("measures").path("line").asInt()).isPositive();
        assertThat(error.path("measures").path("column").asInt()).isPositive();
        assertThat(error.path("tags").path("plan").asText()).isEqualTo("free");
        assertThat(text(error, "host")).isEqualTo(RumSite.HOST);
        assertThat(text(error, "page")).isEqualTo("/");
    }

    @Test
    void unhandledRejectionsAndHandledErrorsAreToldApart() {
        runInPage("Promise.reject(new TypeError('lost')); Promise.reject('plain');"
                + "rum.recordError(new SyntaxError('caught'), {size: 3, plan: 'paid'})");

        assertThat(site.await("error", event -> label(event, "message").equals("plain")))
                .extracting(
                        event -> text(event, "name") + ' ' + label(event, "message") + ' ' + label(event, "handling"))
                .containsExactlyInAnyOrder(
                        "TypeError lost unhandledrejection",
                        "Error plain unhandledrejection",
                        "SyntaxError caught handled");
        JsonNode handled = site.first("error", event -> label(event, "handling").equals("handled"));
        assertThat(handled.path("tags").path("size").asText()).isEqualTo("3");
        assertThat(handled.path("tags").path("plan").asText()).isEqualTo("paid");
    }

    @Test
    void slowAndFailedResourcesAreRecordedAndFastOnesAreNot() {
        chrome.until("Promise.allSettled([fetch('/status/200'), fetch('/status/503?mail=jo'), fetch('/no-answer'),"
                + "fetch('/slow/api?mail=jo')]).then(() => setTimeout(done, 100))");
        site.leave(chrome);

        JsonNode slow = site.first("resource", event -> label(event, "url_path").equals("/slow/api"));
        assertThat(text(slow, "name")).isEqualTo("fetch");
        assertThat(slow.path("value").asDouble()).isGreaterThanOrEqualTo(100);
        assertThat(slow.path("measures").path("status").asInt()).isEqualTo(200);
        assertThat(slow.path("measures").path("first_byte_ms").asDouble()).isGreaterThanOrEqualTo(100);
        assertThat(label(slow, "url_host")).isEqualTo(RumSite.HOST);
        JsonNode failed =
                site.first("resource", event -> label(event, "url_path").equals("/status/503"));
        assertThat(failed.path("measures").path("status").asInt()).isEqualTo(503);
        JsonNode lost = site.first("resource", event -> label(event, "url_path").equals("/no-answer"));
        assertThat(lost.path("measures").path("status").asInt(-1)).isZero();
        JsonNode image =
                site.first("resource", event -> label(event, "url_path").equals("/slow.png"));
        assertThat(text(image, "name")).isEqualTo("image");
        // On a slow machine the request to the same path may be slow as well, and is recorded then.
        assertThat(site.events("resource"))
                .noneMatch(event -> label(event, "url_path").equals("/status/200")
                        && event.path("value").asDouble() < 100);
        JsonNode view = site.first("view", event -> text(event, "page").equals("/"));
        assertThat(view.path("measures").path("failed_requests").asInt()).isEqualTo(2);
        assertThat(view.path("measures").path("resources").asInt()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void longTasksHaveTheirScript() {
        chrome.run("setTimeout(() => { const end = performance.now() + 120; while (performance.now() < end); })");

        // A slow machine has long frames of its own, in which no script blocks for long.
        JsonNode task = site.first(
                "long_task", event -> event.path("measures").path("blocking_ms").asDouble() > 50);
        assertThat(text(task, "name")).isEqualTo("long-animation-frame");
        assertThat(task.path("value").asDouble()).isGreaterThanOrEqualTo(120);
        assertThat(label(task, "source")).isNotEmpty();
    }

    @Test
    void clicksAreBreadcrumbsByTagAndRoleAndNeverText() {
        chrome.click("buy").click("menu").click("name");
        chrome.run("rum.breadcrumb('log', 'step one', {plan: 'free'}); rum.breadcrumb('nonsense', 'step two')");

        assertThat(site.await("breadcrumb", event -> label(event, "message").equals("step two")))
                .extracting(event -> text(event, "name") + ' ' + label(event, "message"))
                .containsExactly(
                        "user click button",
                        "user click div[role=menuitem]",
                        "user click input",
                        "log step one",
                        "custom step two");
    }

    @Test
    void metricsAndInteractionsOfThePageAreRecorded() {
        chrome.run("rum.recordCustomMetric('cart.size', 3.5, {plan: 'paid'}); rum.recordCustomMetric('bad',"
                + " NaN);rum.recordInteraction('search', 321.46, {size: 1}); const t = rum.track('checkout');"
                + " t.end(); t.start();");
        chrome.until(
                "setTimeout(() => { t2 = rum.track('pay'); t2.start(); setTimeout(() => { t2.end(); t2.click(); done()"
                        + " }, 60) })");
        site.leave(chrome);

        assertThat(site.events("metric"))
                .filteredOn(event -> !text(event, "name").equals("page_view"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(text(event, "name")).isEqualTo("cart.size");
                    assertThat(event.path("value").asDouble()).isEqualTo(3.5);
                });
        assertThat(site.events("action"))
                .extracting(event -> text(event, "name") + ' ' + label(event, "action_type"))
                .containsExactly("search custom", "pay custom", "pay click");
        assertThat(site.events("action").get(0).path("value").asDouble()).isEqualTo(321.5);
        assertThat(site.events("action").get(1).path("value").asDouble()).isGreaterThanOrEqualTo(59);
        assertThat(site.first("view", event -> true)
                        .path("measures")
                        .path("actions")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void theBatchHasTheLabelsOfTheBrowserAndTheSite() {
        chrome.run("rum.setUserId('jo@acme.example'); rum.setUserId('u-77'); rum.recordCustomMetric('m', 1)");
        site.await("metric", event -> text(event, "name").equals("m"));

        JsonNode body = site.posts().get(0).body();
        assertThat(body.path("context").path("browser").asText()).isEqualTo("chrome");
        assertThat(body.path("context").path("os").asText()).isEqualTo("linux");
        assertThat(body.path("context").path("device").asText()).isEqualTo("desktop");
        assertThat(body.path("context").path("env").asText()).isEqualTo("test");
        assertThat(body.path("context").path("version").asText()).isEqualTo("1.4.2");
        assertThat(body.path("context").path("user").asText()).isEqualTo("u-77");
    }

    @Test
    void budgetsAreOnlyLogged() {
        chrome.run("window.logged = []; console.debug = (...parts) => logged.push(parts.join(' '));"
                + "rum.checkBudget('lcp', 2501, '/'); rum.checkBudget('lcp', 2500, '/')");

        assertThat(chrome.run("return logged.join()")).isEqualTo("[convergence-rum] budget exceeded / lcp 2501 2500");
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asText();
    }

    private static String label(JsonNode event, String name) {
        return event.path("labels").path(name).asText();
    }
}
