package io.convergence.launcher.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.client.RichClient;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the shop page by path. */
class ShopAnswersTest {
    private static final String ENDPOINT = "http://127.0.0.1:8080/ingest/rum";

    private final ShopAnswers answers =
            new ShopAnswers(new ShopOptions("127.0.0.1", 0, ENDPOINT, "pk_demo_shop", null));

    @ParameterizedTest
    @ValueSource(strings = {"/", "/teas", "/kettles", "/cart", "/slow"})
    void everyRouteIsThePageWithKeyAndEndpoint(String path) {
        assertThat(get(path, null).status()).isEqualTo(200);
        assertThat(new String(get(path, null).body(), StandardCharsets.UTF_8))
                .contains("data-key=\"pk_demo_shop\" data-endpoint=\"" + ENDPOINT + '"')
                .doesNotContain("@script@");
    }

    @Test
    void withADsnThePageIsMeasuredByTheRichClientWhereTheBuildHasIt() {
        ShopAnswers withDsn = new ShopAnswers(
                new ShopOptions("127.0.0.1", 0, ENDPOINT, "pk_demo_shop", "http://127.0.0.1:8080/ingest?token=rk"));
        assertThat(new String(withDsn.to("GET", "/", null).body(), StandardCharsets.UTF_8))
                .contains(
                        RichClient.isBuilt()
                                ? "src=\"/convergence-rum.min.js\" data-dsn=\"http://127.0.0.1:8080/ingest?token=rk\""
                                : "src=\"/convergence.min.js\" data-key=\"pk_demo_shop\"");
        assertThat(withDsn.to("GET", "/convergence-rum.min.js", null).status())
                .isEqualTo(RichClient.isBuilt() ? 200 : 404);
    }

    @Test
    void onDemandAnAnswerFailsOrIsDelayedOrMissing() {
        assertThat(get("/api/fail", null).status()).isEqualTo(500);
        assertThat(get("/api/lost", null).isNone()).isTrue();
        assertThat(get("/api/slow", null).delayMillis()).isEqualTo(5_000);
        assertThat(get("/api/slow", "millis=250").delayMillis()).isEqualTo(250);
        assertThat(get("/slow", "millis=99999").delayMillis()).isEqualTo(30_000);
        assertThat(get("/slow", "consent=yes").delayMillis()).isEqualTo(5_000);
    }

    @Test
    void otherAnswersAreHealthAndTheFilesOfThePage() {
        assertThat(get("/health", null).status()).isEqualTo(200);
        assertThat(get("/convergence.min.js", null).mediaType()).startsWith("text/javascript");
        assertThat(get("/shop.js", null).status()).isEqualTo(200);
        assertThat(get("/shop.css", null).mediaType()).startsWith("text/css");
        assertThat(get("/elsewhere", null).status()).isEqualTo(404);
        assertThat(answers.to("POST", "/", null).status()).isEqualTo(405);
    }

    @Test
    void keyEndpointAndDsnCannotInjectScripts() {
        assertThatThrownBy(() -> new ShopOptions("127.0.0.1", 0, ENDPOINT, "pk", "\"><script>"))
                .hasMessageContaining("the DSN");
        assertThatThrownBy(() -> new ShopOptions("127.0.0.1", 0, ENDPOINT, "\"><script>", null))
                .hasMessageContaining("the key");
        assertThatThrownBy(() -> new ShopOptions("127.0.0.1", 0, "javascript:alert('x')", "pk", null))
                .hasMessageContaining("the endpoint");
    }

    private ShopAnswer get(String path, @Nullable String query) {
        return answers.to("GET", path, query);
    }
}
