package io.convergence.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRedactionTest {
    /** Published cases of personal data that survived a redaction, each with the place where it was reported. */
    static Stream<Arguments> publishedBypasses() {
        return Stream.of(
                arguments("OneUptime#3580, discourse#43159", "/reset/AbCdEfGhIjKlMnOp", "/reset/:id"),
                arguments("the strict reference", "/user@example.com", "/:id"),
                arguments("the strict reference", "/user%40example.com", "/:id"),
                arguments("the strict reference", "/+491701234567", "/:id"),
                arguments("the strict reference", "/a;jsessionid=ABCDEF0123456789", "/a"),
                arguments("the strict reference", "/p%3Ftoken=abc", "/p"),
                arguments("the strict reference", "/deadbeefdeadbee", "/:id"),
                arguments("the strict reference", "/٠١٢٣٤٥", "/:id"),
                arguments("the strict reference", "/QmFzZTY0VG9rZW4tM", "/:id"),
                arguments("the strict reference", "/QmFzZTY0VG9rZW4tMTIzNDU2Nzg5MGE", "/:id"),
                arguments("the strict reference", "/dGhpcyBpcyBhIHRv+2VuIQ==", "/:id"),
                arguments("the strict reference", "https://evil.example/p/1", "/p/:id"),
                arguments("tradr#40", "/a#frag", "/a"),
                arguments("faro-web-sdk#142", "/a?q=1", "/a"));
    }

    @ParameterizedTest
    @MethodSource("publishedBypasses")
    void everyPublishedBypassIsRedacted(String reportedAt, String page, String redacted) {
        assertThat(PageRedaction.redact(page)).as(reportedAt).isEqualTo(redacted);
    }

    @Test
    void aMultiBytePathIsCutAtACharacterBoundary() {
        assertThat(PageRedaction.redact("/" + "é".repeat(200))).isEqualTo("/" + "é".repeat(127));
        assertThat(PageRedaction.redact("/" + "語".repeat(200))).isEqualTo("/" + "語".repeat(85));
        assertThat(PageRedaction.redact("/" + "\ud83d\ude00".repeat(200))).isEqualTo("/" + "\ud83d\ude00".repeat(63));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/checkout/shipping",
                "/v1.2.3",
                "/cafe",
                "/two-word-slug",
                "/facade",
                "/deadbeef",
                "/1.2.3-beta",
                "/checkout/:id",
                "/a/b/c/d/e/f/g/h",
                "/a/b/c/d/e/f/g/h/...",
                "/Checkout",
                "/iPhone",
                "/FAQ",
                "/über-uns",
                "/カテゴリ/靴",
                "/می\u200cشود",
                "/internationalization",
                "/a-rather-long-slug-of-many-plain-words",
                "/Einstellungstest",
                "/./..",
                "/...",
                "/index.html",
                "/top-10",
                "/24h",
                "/3d",
                "/reset",
                "/reset-password/form",
                "/tokens/list",
                "/product_list",
                "/q3-2024-report",
                "/march-madness",
                "/may",
                "/1.2.3x",
                "/a:b",
                "/a b",
                "/(group)",
                "/~home",
                "/c++",
                "/+plus",
                "/\ud83d\ude00",
                "/abcdef-",
                "/a.b.c.d"
            })
    void plainWordsAndShortSlugsAreNotRedacted(String page) {
        assertThat(PageRedaction.redact(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Digits in any script.
                "1",
                "12345",
                "１２３",
                "٣",
                "१२३",
                "𝟏𝟐𝟑",
                "①②③",
                "²",
                "Ⅷ",
                "12\u200b34",
                // UUIDs and hexadecimal.
                "550e8400-e29b-41d4-a716-446655440000",
                "550E8400E29B41D4A716446655440000",
                "cafe-0123",
                "{550e8400-e29b-41d4-a716-446655440000}",
                "deadbeef1",
                "1234567a",
                "decade-facade",
                "abcdefabcdef",
                "ｄｅａｄｂｅｅｆ１",
                "dead\u200dbeef1",
                "------------",
                // IP literals.
                "192.0.2.7",
                "010.001.002.003",
                "192.0.2.7.",
                "192.0.2.7:8080",
                "１９２.0.2.7",
                "::1",
                "2001:db8::1",
                "[2001:db8::1]",
                "[2001:db8::1]:443",
                "::ffff:192.0.2.7",
                "aa:bb:cc:dd:ee:ff",
                "::",
                // E-mail addresses.
                "a@b",
                "@handle",
                "user＠example.com",
                "user﹫example.com",
                "john.doe%40example.com",
                // Telephone numbers.
                "+1",
                "+4915",
                "+49-170-1234567",
                "+49 170 1234567",
                "(0170) 123-45-67",
                "0170.123.45.67",
                "tel:0170-1234567",
                "0170_1234567",
                "555-123-4567",
                "+４９",
                "order-1234567",
                "a1b2c3d4e5f6g7",
                // Dates.
                "2024-01-31",
                "20240131",
                "31.01.2024",
                "31.1.24",
                "1.1.2024",
                "1-1-24",
                "2024-1-5",
                "24-01-31",
                "01_31_24",
                "2024-01",
                "01-2024",
                "2024.01",
                "Jan-2024",
                "31-Jan-2024",
                "january2024",
                "31st_January_2024",
                "may-5",
                "２４年５月６日",
                "2024年1月31日",
                "31 dec",
                "1.1.70",
                "2024-01-31T10:20:30Z",
                // Long with a digit or mixed case.
                "a.very.long.segment.v1",
                "A.very.long.segment.in",
                "jan.van.der.Berg.de.Boer",
                // Tokens.
                "AbCdEfGhIjKlMnOp",
                "abcdefghijklmno1",
                "aBCDEFGHIJKLMNOP",
                "Abcdefghijklmnop1",
                "session~key=_+Ab",
                // Characters that hide something.
                "%",
                "100%25",
                "a%2540b",
                "a%zz",
                "%4",
                "a%",
                "%ff",
                "%c0%af",
                "%ed%a0%80",
                "%f4%90%80%80",
                "%e2%82",
                "%c3",
                "a%00b",
                "a%0ab",
                "a\u0000b",
                "a\u007f",
                "a\u0085b",
                "a\u2028b",
                "\ud800",
                "a\udc00b",
                "\udc00\ud800",
                "\u200b",
                "％41",
                "%EF%BC%85",
                "%ef%bb%bf"
            })
    void identifyingSegmentsAreReplaced(String segment) {
        assertThat(PageRedaction.redact("/user/" + segment)).isEqualTo("/user/:id");
        assertThat(PageRedaction.redact("/" + segment + "/edit")).isEqualTo("/:id/edit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset",
                "verify",
                "token",
                "confirm",
                "activate",
                "unsubscribe",
                "magic",
                "Reset",
                "TOKEN",
                "ｒｅｓｅｔ",
                "re\u200bset",
                "%72eset"
            })
    void theSegmentAfterASensitiveWordIsReplaced(String word) {
        assertThat(PageRedaction.redact("/" + word + "/plain/stays")).endsWith("/:id/stays");
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("nothing", "", "/"),
                arguments("only slashes", "///", "/"),
                arguments("no leading slash", "checkout", "/checkout"),
                arguments("empty segments", "//checkout//shipping/", "/checkout/shipping"),
                arguments("an encoded slash", "/a%2Fb", "/a/b"),
                arguments("an encoded slash before a secret", "/reset%2fsecret", "/reset/:id"),
                arguments("a backslash", "/reset\\secret", "/reset/:id"),
                arguments("an encoded hash", "/a%23b", "/a"),
                arguments("an encoded semicolon", "/a%3bb", "/a"),
                arguments("a query at once", "?token=abc", "/"),
                arguments("a query with a URL", "/a?u=https://b/c", "/a"),
                arguments("decoded once only", "/a%253Fb/c", "/:id/c"),
                arguments("words in another script", "/%C3%BCber-uns", "/über-uns"),
                arguments("an undecodable byte beside a slash", "/a%ff%2fb", "/:id/b"),
                arguments("a scheme without a path", "https://evil.example", "/"),
                arguments("a scheme with a query", "https://evil.example?q", "/"),
                arguments("user information", "https://u:p@evil.example:8443/p", "/p"),
                arguments("an upper-case scheme", "HTTPS://evil.example/p", "/p"),
                arguments("a scheme of another kind", "android-app://com.example/p", "/p"),
                arguments("an empty authority", "file:///home/p", "/home/p"),
                arguments("no scheme", "://evil.example/p", "/:/evil.example/p"),
                arguments("a repeated sensitive word", "/reset/reset/word/end", "/reset/:id/:id/end"),
                arguments("a sensitive word before an id", "/token/12/end", "/token/:id/end"),
                arguments("nine segments", "/a/b/c/d/e/f/g/h/i", "/a/b/c/d/e/f/g/h/..."),
                arguments("nine with empty ones", "/a//b/c/d/e/f/g/h/", "/a/b/c/d/e/f/g/h"),
                arguments("twelve segments", "/a/b/c/d/e/f/g/1/i/j/k/l", "/a/b/c/d/e/f/g/:id/..."));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aPathIsNormalised(String what, String page, String redacted) {
        assertThat(PageRedaction.redact(page)).as(what).isEqualTo(redacted);
    }

    @Test
    void aSegmentThatIsIdentifyingAfterBeingCutIsReplacedOrLeftOut() {
        String head = "/" + "g".repeat(240);
        assertThat(PageRedaction.redact(head + "/12345678abcdefxyz")).isEqualTo(head + "/:id");
        String longHead = "/" + "g".repeat(252);
        assertThat(PageRedaction.redact(longHead + "/12x")).isEqualTo(longHead);
        assertThat(PageRedaction.redact(longHead + "/xyz")).isEqualTo(longHead + "/xy");
        assertThat(PageRedaction.redact(longHead + "/123")).isEqualTo(longHead);
        assertThat(PageRedaction.redact("/" + "g".repeat(251) + "/123"))
                .hasSize(256)
                .endsWith("/:id");
    }

    @Test
    void aPathOfExactly256BytesIsNotCut() {
        String page = "/" + "g".repeat(255);
        assertThat(PageRedaction.redact(page)).isSameAs(page);
        assertThat(PageRedaction.redact(page + "g")).isEqualTo(page);
    }

    @Test
    void theEllipsisIsLeftOutWhenItDoesNotFit() {
        String eight = "/" + "g".repeat(240) + "/a/b/c/d/e/f/g";
        assertThat(eight).hasSize(255);
        assertThat(PageRedaction.redact(eight + "/i")).isEqualTo(eight);
    }

    @Test
    void aPageThatNeedsNoRedactionIsTheSameInstance() {
        String page = "/checkout/shipping";
        assertThat(PageRedaction.redact(page)).isSameAs(page);
    }

    @Test
    void theResultOfAHugePageIsBounded() {
        assertThat(PageRedaction.redact("/%61".repeat(4000))).isEqualTo("/a/a/a/a/a/a/a/a/...");
        assertThat(PageRedaction.redact("%F0%9F%98%80".repeat(1300)).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(256);
    }
}
