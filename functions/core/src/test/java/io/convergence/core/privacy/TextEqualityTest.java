package io.convergence.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The shortcuts of the scrubbing of texts change no result: it equals that by the expressions alone. */
class TextEqualityTest {
    private static final Pattern HASHED =
            Pattern.compile("(.+?)((?:\\.(?=[a-f]*[0-9])[0-9a-f]{8,64})+)\\.([a-z0-9]{2,5})");
    private static final Set<String> STATIC = Set.of("js", "css", "map", "woff2", "json", "mp3");

    @Property(tries = 6_000)
    void aTextIsScrubbedAsByTheExpressionsAlone(@ForAll("texts") String text) {
        assertThat(TextScrub.scrub(text, 128)).isEqualTo(PlainTextScrub.scrub(text, 128));
        assertThat(TextScrub.scrubWords(text)).isEqualTo(PlainTextScrub.scrubWords(text));
    }

    @Property(tries = 3_000)
    void anyTextIsScrubbedAsByTheExpressionsAlone(@ForAll String text) {
        assertThat(TextScrub.scrub(text, 1024)).isEqualTo(PlainTextScrub.scrub(text, 1024));
        assertThat(StackText.scrub(text)).isEqualTo(PlainStackText.scrub(text));
    }

    @Property(tries = 3_000)
    void aStackIsScrubbedAsByTheExpressionsAlone(@ForAll("stacks") String stack) {
        assertThat(StackText.scrub(stack)).isEqualTo(PlainStackText.scrub(stack));
        stack.lines().forEach(line -> assertThat(CrashText.line(line)).isEqualTo(PlainStackText.crashLine(line)));
    }

    @Property(tries = 20)
    void aLongTextIsScrubbedAsByTheExpressionsAlone(@ForAll("texts") String text, @ForAll("texts") String other) {
        String longText = (text + ' ' + other).repeat(40);
        assertThat(TextScrub.scrub(longText, 1024)).isEqualTo(PlainTextScrub.scrub(longText, 1024));
        assertThat(StackText.scrub(longText)).isEqualTo(PlainStackText.scrub(longText));
    }

    @Property(tries = 6_000)
    void theHashOfAFileIsDroppedAsByItsExpression(@ForAll("files") String path) {
        assertThat(ResourcePath.withoutHash(path)).isEqualTo(withoutHash(path));
        assertThat(ResourcePath.redact(path)).isEqualTo(PageRedaction.redact(withoutHash(path.split("[?#;]", 2)[0])));
    }

    private static String withoutHash(String path) {
        int slash = path.lastIndexOf('/');
        Matcher hashed = HASHED.matcher(path.substring(slash + 1));
        return hashed.matches() && STATIC.contains(hashed.group(3))
                ? path.substring(0, slash + 1) + hashed.group(1) + '.' + hashed.group(3)
                : path;
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(hostile(), words(), Arbitraries.of(" ", " ", "", "\n", ": ", "=", ",", "; ", "  "))
                .list()
                .ofMaxSize(16)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> stacks() {
        Arbitrary<String> lines = Arbitraries.of(
                "TypeError: x is not a function",
                "    at Cart.total (https://u:p@cdn.acme.example/js/app.7fb548e3.js?mail=jo:1:2345)",
                "total@https://cdn.acme.example/jo@acme.example/js/app.js:10:5",
                "    at x (/Users/jo/app/a.js:1:2)",
                "  at y (C:\\uSers\\jo\\a.js:1:2)",
                "at /HOME/jo/x.js",
                "Thread 0 Crashed:",
                "Abort message: 'no jo@acme.example'",
                "0   Shop      0x000000010493802c 0x104934000 + 16428",
                "  #00 pc 000000000004b2a4  /system/lib64/libc.so (abort+164)",
                "  /system/lib64/libc.so (BuildId: 0123456789abcdef). Load bias",
                "   0x104934000 -  0x104973fff +Shop arm64  <4c4c444f55553144a1da5cd1a22e2959> /var/Jo/Shop",
                "signal 6 (SIGABRT), code -1 (SI_QUEUE), fault addr 0x12",
                "Hardware Model:      iPhone14,2",
                "x at %40acme.example",
                "");
        Arbitrary<String> ends = Arbitraries.of("\n", "\n", "\r\n", "\r", "\u2028", "", " ");
        return Arbitraries.oneOf(lines, lines, hostile(), words())
                .flatMap(line -> ends.map(end -> line + end))
                .list()
                .ofMaxSize(12)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "/", ".", ".", ".js", ".map", ".woff2", "JS", "\n", "\u2028", "?", "#", ";", "app"),
                        Arbitraries.strings()
                                .withChars("0123456789abcdef")
                                .ofMinLength(6)
                                .ofMaxLength(10),
                        Arbitraries.strings()
                                .withChars("abcdef0")
                                .ofMinLength(62)
                                .ofMaxLength(66),
                        Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(10)
                .map(list -> String.join("", list));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abcdefXYZ0123456789-_+=~.:/@%").ofMaxLength(24),
                Arbitraries.strings().withChars("0123456789 .-/()").ofMaxLength(24),
                Arbitraries.strings().withChars("0123456789abcdefABCDEF:-").ofMaxLength(20),
                Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(10),
                Arbitraries.strings().ofMaxLength(6));
    }

    private static Arbitrary<String> hostile() {
        return Arbitraries.of(List.of(
                "jo@acme.example",
                "jo%40acme.example",
                "\uff4ao\uff20acme.example",
                "@",
                "Bearer abc.def",
                "bASIC am86NDExMTEx",
                "bearer\u00a0x",
                "\u212aearer x",
                "password=",
                "toKen\\\": \\\"",
                "api_key\" : '",
                "Cookie: a=b; jo=4111111; c=d",
                "ſecret=x",
                "4111-1111-1111-1111",
                "+49 (170) 123 45 67",
                "10.20.30.40",
                "::ffff:10.20.30.40",
                "[2001:db8::1]",
                "aa:bb:cc:dd:ee:ff",
                "aa-bb-cc-dd-ee-ff",
                "deadbeefcafe1",
                "deadbeefcafe",
                "dead-beef-cafe-1",
                "AbCdEfGhIjKlMnOpQr123",
                "\u0661\u0662\u0663\u0664\u0665\u0666",
                "\ud835\udfce\ud835\udfcf\ud835\udfd0\ud835\udfd1\ud835\udfd2\ud835\udfd3",
                "\ud83d\ude00",
                "\ud800",
                "\udc00",
                "\ufffd",
                "\u0085",
                "\u007f",
                "\u0000",
                "\u2028",
                "\u3000",
                "\u200b",
                "https://jo@acme.example/?mail=jo@acme.example",
                "https://10.20.30.40:80/orders/12345678).",
                "http://",
                "://",
                ":id",
                ":id.",
                ":id!",
                "...",
                "$1",
                "\\"));
    }
}
