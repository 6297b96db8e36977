package io.convergence.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.IDN;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    private static final String LABEL_63 = "a".repeat(63);
    private static final String NAME_253 = (LABEL_63 + '.').repeat(3) + "a".repeat(61);

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("web.acme.example", "web.acme.example"),
                arguments(" \tWeb.ACME.Example.\r\n", "web.acme.example"),
                arguments("localhost", "localhost"),
                arguments("1and1.example", "1and1.example"),
                arguments("3com.0x.example", "3com.0x.example"),
                arguments("a--b.example", "a--b.example"),
                arguments("xn--bcher-kva.example", "xn--bcher-kva.example"),
                arguments("bücher.example", "xn--bcher-kva.example"),
                arguments("BÜCHER.Example.", "xn--bcher-kva.example"),
                arguments("例え。テスト", "xn--r8jz45g.xn--zckzah"),
                arguments("ｗｅｂ.example", "web.example"),
                arguments("straße.example", "xn--strae-oqa.example"),
                arguments("xn--strae-oqa.example", "xn--strae-oqa.example"),
                arguments("STRASSE.example", "strasse.example"),
                arguments("faß.de", "xn--fa-hia.de"),
                arguments("βόλος.example", "xn--nxasmm1c.example"),
                arguments("نامه\u200cای.example", "xn--mgba3gch31f060k.example"),
                arguments("☕.example", "xn--53h.example"),
                arguments("a_b.example", "a_b.example"),
                arguments("_dmarc.ACME.example", "_dmarc.acme.example"),
                arguments("web_.example", "web_.example"),
                arguments("bücher_1.example", "xn--bcher_1-n2a.example"),
                arguments(LABEL_63 + ".example", LABEL_63 + ".example"),
                arguments(NAME_253, NAME_253),
                arguments(NAME_253 + ".", NAME_253));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameHasOneSpelling(String raw, String normal) {
        assertThat(HostName.normalise(raw)).isEqualTo(normal);
        assertThat(HostName.fromAddress(raw)).isEqualTo(normal);
        assertThat(HostName.isAddress(normal)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7., 192.0.2.7",
        "１９２.0.2.7, 192.0.2.7",
        "0.0.0.0, 0.0.0.0",
        "::, ::",
        "::1, ::1",
        "[::1], ::1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:0db8:0000:0001::, 2001:db8:0:1::",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "0:0:1:2:3:4:0:0, ::1:2:3:4:0:0",
        "::ffff:192.0.2.1, ::ffff:c000:201",
    })
    void anAddressHasOneSpelling(String raw, String normal) {
        assertThat(HostName.normalise(raw)).isEqualTo(normal);
        assertThat(HostName.fromAddress(raw)).isEqualTo(normal);
        assertThat(HostName.isAddress(normal)).isTrue();
    }

    static Stream<String> noHosts() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "a..example",
                ".example",
                "web.example..",
                "-a.example",
                "a-.example",
                "a b.example",
                "a\u0000.example",
                "a\u0001",
                "\u0001a.example",
                "a%41.example",
                "*.example",
                "a|b.example",
                "bücher..example",
                "\ud800.example",
                "a\udc00",
                "℀.example",
                "-ü.example",
                "a".repeat(64) + ".example",
                "a" + NAME_253,
                "ü".repeat(400),
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "2130706433",
                "web.0x7f",
                "127.0x1",
                "web.123",
                "[]",
                "[::1",
                "::1]",
                "[192.0.2.1]",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "::g",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "fe80::1%eth0",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4");
    }

    @ParameterizedTest
    @MethodSource("noHosts")
    void textsThatAreNoHostsAreRejected(String raw) {
        assertThat(HostName.normalise(raw)).isNull();
        assertThat(HostName.fromAddress(raw)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web.example:443",
                "web.example:",
                "[::1]:443",
                "web.example/",
                "web.example?q",
                "web.example#f",
                "https://web.example",
                "u@web.example",
                "//web.example",
                "web.example\\"
            })
    void aBareHostHasNoPortAndNoPath(String raw) {
        assertThat(HostName.normalise(raw)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "web.acme.example:8443, web.acme.example",
        "web.acme.example.:443, web.acme.example",
        "[2001:db8::1]:443, 2001:db8::1",
        "192.0.2.7:80, 192.0.2.7",
        "https://u:p@Web.acme.example:8443/health?t=1, web.acme.example",
        "https://web.acme.example, web.acme.example",
        "HTTP://web.acme.example/, web.acme.example",
        "https://web.acme.example:/x, web.acme.example",
        "https://web.acme.example?q=a@b, web.acme.example",
        "https://web.acme.example#a@b, web.acme.example",
        "https://a@b@web.acme.example/, web.acme.example",
        "https://web.acme.example\\@evil.example/, web.acme.example",
        "https://[2001:db8::1]:8443/x, 2001:db8::1",
        "https://[2001:db8::1], 2001:db8::1",
        "https://bücher.example:1/x, xn--bcher-kva.example",
        "web.acme.example/health, web.acme.example",
    })
    void theHostOfAnAddressIsExtracted(String address, String host) {
        assertThat(HostName.fromAddress(address)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web.example:http",
                "web.example:65536",
                "web.example:99999999999999999999",
                "web.example:-1",
                ":80",
                "https://",
                "https:///path",
                "https://u:p@",
                "https://:443/",
                "[::1]x",
                "[::1]:x",
                "//web.example",
                "u@web.example",
                "mailto:u@web.example",
                "://web.example",
                "https://a b/"
            })
    void anAddressWithoutAValidHostOrPortIsRejected(String address) {
        assertThat(HostName.fromAddress(address)).isNull();
    }

    @Test
    void everyAsciiCharacterOutsideTheAlphabetIsRejectedInsideAName() {
        for (char c = 0; c < 128; c++) {
            boolean admitted = Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_';
            assertThat(HostName.normalise("a" + c + "b") != null)
                    .as("U+%04X", (int) c)
                    .isEqualTo(admitted);
        }
    }

    @Property(tries = 5000)
    void normalisingTwiceChangesNothing(@ForAll("hosts") String raw) {
        String once = HostName.normalise(raw);
        if (once != null) {
            assertThat(HostName.normalise(once)).isEqualTo(once);
            assertThat(HostName.fromAddress(once)).isEqualTo(once);
            assertThat(once).hasSizeBetween(1, 253).matches("[a-z0-9_.:-]+");
        }
    }

    @Property(tries = 5000)
    void normalisingAnAddressTwiceChangesNothing(@ForAll("hosts") String raw) {
        String once = HostName.fromAddress("https://u:p@" + raw + ":8443/health?t=1");
        if (once != null) {
            assertThat(HostName.fromAddress(once)).isEqualTo(once);
        }
    }

    @Property(tries = 2000)
    void noTextMakesANormalisationThrow(@ForAll String text) {
        String strict = HostName.normalise(text);
        String address = HostName.fromAddress(text);
        assertThat(strict == null || strict.equals(address)).isTrue();
    }

    @Property
    void namesWithoutDeviationCharactersAreConvertedAsByTheJdk(@ForAll("words") String label) {
        assertThat(HostName.normalise(label + ".example")).isEqualTo(IDN.toASCII(label + ".example"));
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abcXYZ0123456789.-:[]xn").ofMaxLength(40),
                Arbitraries.strings().withChars("0123456789abcdef:.").ofMaxLength(24),
                Arbitraries.strings()
                        .withChars("aÜßİ例。．ｗ１.\u200d\u00ad\ud83d\ude00")
                        .ofMaxLength(20),
                Arbitraries.strings().ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("aüöäéñ").ofMinLength(1).ofMaxLength(20);
    }
}
