package io.convergence.launcher.demo.shop;

import io.convergence.browser.BrowserSdk;
import io.convergence.client.RichClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The answers of the shop by method and path. */
final class ShopAnswers {
    private static final long SLOW_MILLIS = 5_000;
    private static final long SLOWEST_MILLIS = 30_000;
    private static final String MILLIS = "millis=";

    private final ShopAnswer page;
    private final ShopAnswer script;
    private final ShopAnswer style;
    private final ShopAnswer sdk;
    private final @Nullable ShopAnswer client;

    ShopAnswers(ShopOptions options) {
        String html = new String(read("index.html"), StandardCharsets.UTF_8).replace("@script@", script(options));
        page = ShopAnswer.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        script = ShopAnswer.of(200, BrowserSdk.MEDIA_TYPE, read("shop.js"));
        style = ShopAnswer.of(200, "text/css; charset=utf-8", read("shop.css"));
        sdk = ShopAnswer.of(200, BrowserSdk.MEDIA_TYPE, BrowserSdk.script());
        byte[] rich = RichClient.script();
        client = rich == null ? null : ShopAnswer.of(200, RichClient.MEDIA_TYPE, rich);
    }

    /** The script that measures the page: the rich client where there is a DSN and the build has it, else the small SDK. */
    private static String script(ShopOptions options) {
        return options.dsn() == null || !RichClient.isBuilt()
                ? "<script src=\"/%s\" data-key=\"%s\" data-endpoint=\"%s\"></script>"
                        .formatted(BrowserSdk.SCRIPT, options.key(), options.endpoint())
                : "<script src=\"/%s\" data-dsn=\"%s\" data-version=\"1.0\"></script>"
                        .formatted(RichClient.FILE, options.dsn());
    }

    /** The answer to a request, with its delay. */
    ShopAnswer to(String method, String path, @Nullable String query) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return ShopAnswer.text(405, "GET or HEAD");
        }
        return switch (path) {
            case "/", "/teas", "/kettles", "/cart" -> page;
            case "/slow" -> page.after(millis(query));
            case "/shop.js" -> script;
            case "/shop.css" -> style;
            case "/" + BrowserSdk.SCRIPT -> sdk;
            case "/" + RichClient.FILE -> client == null ? ShopAnswer.text(404, "not built") : client;
            case "/health" -> ShopAnswer.text(200, "ok");
            case "/api/fail" -> ShopAnswer.text(500, "on demand");
            case "/api/slow" -> ShopAnswer.text(200, "at last").after(millis(query));
            case "/api/lost" -> ShopAnswer.none();
            default -> ShopAnswer.text(404, "no such page");
        };
    }

    /** The delay of the query {@code millis=N}, at most 30 s, or 5 s without one. */
    private static long millis(@Nullable String query) {
        if (query == null || !query.matches(MILLIS + "\\d{1,5}")) {
            return SLOW_MILLIS;
        }
        return Math.min(Long.parseLong(query.substring(MILLIS.length())), SLOWEST_MILLIS);
    }

    private static byte[] read(String name) {
        try (InputStream resource = ShopAnswers.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not packaged");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
