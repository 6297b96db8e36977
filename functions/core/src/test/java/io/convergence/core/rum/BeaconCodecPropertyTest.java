package io.convergence.core.rum;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.vitals.Vitals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class BeaconCodecPropertyTest {
    private static final byte[] FULL = BeaconDecoderTest.FULL.bytes();

    private final BeaconDecoder decoder = new BeaconDecoder();
    private final BrowserPayloadDecoder payloads = new BrowserPayloadDecoder(key -> "acme");

    @Example
    void aBeaconIsWrittenInTheOrderOfTheContract() {
        Beacon beacon = ((Decoded.Accepted<Beacon>) decoder.decode(FULL)).value();
        assertThat(new String(new BeaconEncoder().encode(beacon), StandardCharsets.UTF_8))
                .isEqualTo(BeaconDecoderTest.FULL.text());
    }

    @Property
    void whatIsEncodedIsDecodedAsItWas(@ForAll("beacons") Beacon beacon) {
        assertThat(decoder.decode(new BeaconEncoder().encode(beacon))).isEqualTo(new Decoded.Accepted<>(beacon));
    }

    @Property(tries = 5_000)
    void noBytesMakeADecoderThrow(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(decoder.decode(bytes)).isNotNull();
        assertThat(payloads.parse(bytes)).isNotNull();
    }

    @Property(tries = 5_000)
    void noTextMakesADecoderThrow(@ForAll("almostJson") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(bytes)).isNotNull();
        assertThat(payloads.parse(bytes)).isNotNull();
    }

    @Property(tries = 20_000)
    void noChangedByteMakesADecoderThrow(@ForAll int at, @ForAll byte noise, @ForAll int alsoAt, @ForAll byte more) {
        byte[] bytes = FULL.clone();
        bytes[Math.floorMod(at, bytes.length)] = noise;
        bytes[Math.floorMod(alsoAt, bytes.length)] = more;
        assertThat(decoder.decode(bytes)).isNotNull();
        assertThat(payloads.parse(bytes)).isNotNull();
    }

    @Property(tries = 200)
    void sixteenKibibytesOfGarbageDoNotMakeADecoderThrow(@ForAll("fragments") String fragment) {
        byte[] bytes = fragment.repeat(16_384 / fragment.length()).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(decoder.decode(bytes)).isNotNull();
        assertThat(payloads.parse(bytes)).isNotNull();
    }

    @Provide
    Arbitrary<Beacon> beacons() {
        Arbitrary<String> ids = name("abcXYZ019_-");
        Arbitrary<String> names = name("abcXYZ019._-");
        Arbitrary<Double> millis =
                Arbitraries.doubles().between(0, 600_000).ofScale(3).injectNull(0.3);
        Arbitrary<Double> scores =
                Arbitraries.doubles().between(0, 100).ofScale(5).injectNull(0.3);
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 10_000);
        Arbitrary<List<Double>> vitals = millis.list().ofSize(5);
        return Combinators.combine(
                        Combinators.combine(ids, names, names).as(List::of),
                        Arbitraries.of("web.acme.example", "xn--bcher-kva.example", "192.0.2.7", "2001:db8::1"),
                        Arbitraries.of("/", "/checkout/:id", "/über-uns", "/a/\ud83d\ude00"),
                        Arbitraries.of("chrome", "firefox", "safari", "edge", "other", "unknown"),
                        Arbitraries.longs().between(1, 253_402_300_799_999L),
                        vitals,
                        scores,
                        counts)
                .as((texts, host, page, browser, at, v, cls, count) -> new Beacon(
                        texts.get(0),
                        texts.get(1),
                        texts.get(2),
                        host,
                        page,
                        browser,
                        at,
                        new Vitals(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), cls),
                        count,
                        10_000 - count,
                        count % 2 == 0 ? "" : "1.2.3-beta"));
    }

    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\\",
                        "\\u00",
                        "\"v\"",
                        "\"id\"",
                        "\"tenant\"",
                        "\"app\"",
                        "\"host\"",
                        "\"page\"",
                        "\"lcp_ms\"",
                        "\"vitals\"",
                        "\"errors\"",
                        "\"key\"",
                        "\"heartbeat\"",
                        "1",
                        "-",
                        "1e",
                        "1e999",
                        "0.",
                        "99999999999999999999",
                        "true",
                        "false",
                        "null",
                        "nul",
                        " ",
                        "\n",
                        "é",
                        "\ud83d\ude00",
                        "\u0000",
                        "{\"v\":1,",
                        "\"a\":",
                        "/*",
                        "NaN")
                .list()
                .ofMaxSize(40)
                .map(tokens -> tokens.stream().collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(
                "[",
                "{",
                "{\"v\":",
                "{\"page\":\"%",
                "\"",
                "\\",
                "{\"vitals\":{",
                "1",
                "-",
                " ",
                "\u0000",
                "\u00ff",
                "\u00c3",
                "{\"errors\":1",
                "{\"lcp_ms\":0.0",
                "true",
                ",",
                "{\"key\":\"\\u0001");
    }

    private static Arbitrary<String> name(String alphabet) {
        return Arbitraries.strings().withChars(alphabet).ofMinLength(1).ofMaxLength(64);
    }
}
