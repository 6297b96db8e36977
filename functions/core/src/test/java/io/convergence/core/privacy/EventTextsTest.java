package io.convergence.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.samples.VectorEvents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextsTest {
    @Test
    void textsAreScrubbed() {
        SoftAssertions all = new SoftAssertions();
        for (Map<String, Object> one : VectorEvents.cases("texts.json", "cases")) {
            String stored = TextScrub.scrub(VectorEvents.text(one, "text"), 128);
            all.assertThat(stored).isEqualTo(one.get("stored"));
            all.assertThat(TextScrub.scrub(stored, 128)).isEqualTo(stored);
        }
        all.assertAll();
    }

    @Test
    void pagesAreGrouped() {
        SoftAssertions all = new SoftAssertions();
        for (Map<String, Object> one : VectorEvents.cases("page-groups.json", "pages")) {
            all.assertThat(PageRedaction.redact(VectorEvents.text(one, "page"))).isEqualTo(one.get("group"));
        }
        for (Map<String, Object> one : VectorEvents.cases("page-groups.json", "resources")) {
            String group = ResourcePath.redact(VectorEvents.text(one, "path"));
            all.assertThat(group).as("%s", one.get("path")).isEqualTo(one.get("group"));
            all.assertThat(ResourcePath.redact(group)).isEqualTo(group);
        }
        all.assertAll();
    }

    @Test
    void usersAreHashed() {
        UserHash hash = new UserHash("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        for (Map<String, Object> one : VectorEvents.cases("users.json", "cases")) {
            assertThat(hash.of(
                            VectorEvents.text(one, "tenant"),
                            VectorEvents.text(one, "app"),
                            VectorEvents.text(one, "user")))
                    .isEqualTo(one.get("hash"));
        }
    }

    @Test
    void crashReportsAreReduced() throws IOException {
        for (Map<String, Object> one : VectorEvents.cases("crash-texts.json", "cases")) {
            try (InputStream report = EventTextsTest.class.getResourceAsStream("/" + one.get("sample"))) {
                String stored = CrashText.reduce(new String(report.readAllBytes(), StandardCharsets.UTF_8));
                assertThat(stored.lines()).isEqualTo(one.get("stored"));
                assertThat(CrashText.reduce(stored)).isEqualTo(stored);
                assertThat(StackText.scrub(stored)).isEqualTo(stored);
            }
        }
    }

    @Test
    void framesKeepTheirPathAndLoseTheirQuery() {
        assertThat(StackText.scrub("""
            TypeError: no jo@acme.example
                at Cart.total (https://u:p@cdn.acme.example/js/app.7fb548e3d065d1f48f74.js?mail=jo:1:2345)
                at <anonymous> @ http://localhost:5500/dist/bundle.js:1:821
            total@https://cdn.acme.example/js/app.js:10:5
                at x (/Users/jo/app/a.js:1:2)
                at y (https://cdn.acme.example/jo@acme.example/a.js:1:2)\
            """)).isEqualTo("""
                        TypeError: no :id
                            at Cart.total (https://cdn.acme.example/js/app.7fb548e3d065d1f48f74.js:1:2345)
                            at <anonymous> @ http://localhost:5500/dist/bundle.js:1:821
                        total@https://cdn.acme.example/js/app.js:10:5
                            at x (/Users/:id/app/a.js:1:2)
                            at y (https://cdn.acme.example/:id/a.js:1:2)\
                        """);
    }

    @Test
    void anUnmarkedCrashReportKeepsItsAddressesAndImagesAndLosesTheFoldersOfImages() {
        String frames = """
            Thread 0 Crashed:
            0   Shop                                0x000000010493802c 0x104934000 + 16428
            Binary Images:
                   0x104934000 -        0x104973fff +Shop arm64  <4c4c444f55553144a1da5cd1a22e2959> %sShop\
            """;
        assertThat(StackText.scrub(frames.formatted("/var/containers/Jo/App.app/")))
                .isEqualTo(frames.formatted(""));
        assertThat(StackText.scrub("account 4c4c444f55553144a1da5cd1a22e2959")).isEqualTo("account :id");
    }

    @Test
    void aReportInJsonIsStoredAsTextWithoutTheFoldersOfImages() {
        String stored = """
            Last Exception Backtrace:
            0   Shop                                0x00000001049381dc 0x104934000 + 16860
            Thread 0:
            0   UIKitCore                           0x0000000184d937ac -[UIApplication _run] + 992
            Thread 1 Crashed:
            0   Shop                                0x00000001049381dc 0x104934000 + 16860
            1   Shop                                0x00000001049381e0 shop_checkout + 60
            Binary Images:
                   0x104934000 -        0x104973fff Shop arm64 <4c4c444f55553144a1da5cd1a22e2959> Shop
                   0x184189000 -        0x185613fff UIKitCore arm64e <08a5560d3f2b3b52a202add2a39b5d30> UIKitCore\
            """;
        String report = report(
                "{\"frames\": [{\"imageOffset\": 12625836, \"imageIndex\": 1, \"symbol\": \"-[UIApplication _run]\","
                        + " \"symbolLocation\": 992}]}");
        assertThat(CrashText.reduce(report)).isEqualTo(stored);
        assertThat(StackText.scrub(report).replace("\n\n", "\n")).isEqualTo(stored);
        assertThat(StackText.scrub(stored)).isEqualTo(stored);
    }

    @Test
    void aLongReportInJsonKeepsTheThreadThatCrashedAndItsImages() {
        String frames = "{\"imageOffset\": 1, \"imageIndex\": 1},".repeat(1_000);
        String report = report("{\"frames\": [" + frames + "{}]}");
        assertThat(CrashText.reduce(report).lines().filter(line -> !line.startsWith("0 ")))
                .containsExactly(
                        "Last Exception Backtrace:",
                        "Thread 1 Crashed:",
                        "1   Shop                                0x00000001049381e0 shop_checkout + 60",
                        "Binary Images:",
                        "       0x104934000 -        0x104973fff Shop arm64 <4c4c444f55553144a1da5cd1a22e2959> Shop");
        String deep = "{\"usedImages\":" + "[".repeat(1_000);
        assertThat(StackText.scrub(deep)).startsWith("{");
        assertThat(CrashText.reduce(deep)).isEmpty();
        assertThat(CrashText.reduce(report.replace("threads", "t".repeat(2 << 20))))
                .isEmpty();
    }

    /** A report with an exception, a thread, and another one that crashed. */
    private static String report(String thread) {
        String first = "{\"imageOffset\": 16860, \"imageIndex\": 0}";
        return """
            {"app_name": "App", "bug_type": "309"}
            {"usedImages": [
              {"arch": "arm64", "base": 4371726336, "size": 262144, "uuid": "4C4C444F-5555-3144-A1DA-5CD1A22E2959",
               "path": "/var/containers/Jo/App.app/Shop", "name": "Shop"},
              {"arch": "arm64e", "base": 6511169536, "size": 21540864, "uuid": "08A5560D-3F2B-3B52-A202-ADD2A39B5D30",
               "path": "/y/UIKitCore", "name": "UIKitCore"}],
             "threads": [%s, {"triggered": true, "frames": [%s,
               {"imageOffset": 16864, "imageIndex": 0, "symbol": "shop_checkout", "symbolLocation": 60}]}],
             "lastExceptionBacktrace": [%s], "userName": "jo@acme.example"}
            """.formatted(thread, first, first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@acme.example",
                "jo%40acme.example",
                "\uff4ao\uff20acme.example",
                "\"mail\":\"jo@acme.example\"",
                "https://jo@acme.example/?mail=jo@acme.example",
                "https://a.example/x?n=(jo@acme.example)#jo@acme.example",
                "mailto:jo@acme.example,",
                "at jo@acme.example (https://a.example/a.js:1:1)",
                "4111-1111-1111-1111",
                "+49 (170) 123 45 67",
                "password=jo4111111",
                "{\"password\":\"jo 4111111\"}",
                "{\\\"token\\\":\\\"jo4111111\\\"}",
                "Cookie: a=b; jo=4111111",
                "authorization: Basic am86NDExMTEx",
                "10.20.30.40",
                "::ffff:10.20.30.40",
                "aa:bb:cc:dd:ee:ff",
            })
    void noCanaryPasses(String canary) {
        for (String text : new String[] {canary, "x " + canary + " y", "(" + canary + ")", "'" + canary + "'"}) {
            for (String stored : new String[] {TextScrub.scrub(text, 1024), StackText.scrub(text)}) {
                assertThat(stored)
                        .doesNotContain(
                                "jo@",
                                "\uff20",
                                "jo%40",
                                "411111",
                                "1111",
                                "170",
                                "am86",
                                "10.20.30",
                                "cc:dd",
                                "jo=",
                                "jo 4");
            }
        }
    }

    @Property(tries = 2000)
    void scrubbingTwiceChangesNothing(@ForAll String text) {
        String once = TextScrub.scrub(text, 128);
        assertThat(TextScrub.scrub(once, 128)).isEqualTo(once);
        String stack = StackText.scrub(text);
        assertThat(StackText.scrub(stack)).isEqualTo(stack);
    }
}
