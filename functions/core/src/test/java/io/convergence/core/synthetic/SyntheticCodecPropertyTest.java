package io.convergence.core.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.ingest.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SyntheticCodecPropertyTest {
    private static final byte[] FULL = SyntheticResultDecoderTest.FULL.bytes();

    private final SyntheticResultDecoder decoder = new SyntheticResultDecoder(SyntheticResultDecoderTest.MAX_AGE);

    @Example
    void aResultIsEncodedInTheDocumentedOrder() {
        SyntheticResult result = ((Decoded.Accepted<SyntheticResult>) decoder.decode(FULL)).value();
        assertThat(new String(new SyntheticResultEncoder().encode(result), StandardCharsets.UTF_8))
                .isEqualTo(SyntheticResultDecoderTest.FULL.text());
    }

    @Property
    void decodingReturnsTheEncodedRecord(@ForAll("results") SyntheticResult result) {
        assertThat(decoder.decode(new SyntheticResultEncoder().encode(result)))
                .isEqualTo(new Decoded.Accepted<>(result));
    }

    @Property(tries = 5_000)
    void noBytesMakeADecoderThrow(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(decoder.decode(bytes)).isNotNull();
    }

    @Property(tries = 10_000)
    void noChangedByteMakesADecoderThrow(@ForAll int at, @ForAll byte noise) {
        byte[] bytes = FULL.clone();
        bytes[Math.floorMod(at, bytes.length)] = noise;
        assertThat(decoder.decode(bytes)).isNotNull();
    }

    @Provide
    Arbitrary<SyntheticResult> results() {
        Arbitrary<String> ids = name("abcXYZ019_-");
        Arbitrary<String> names = name("abcXYZ019._-");
        Arbitrary<Long> offsets = Arbitraries.longs().between(-SyntheticResultDecoderTest.MAX_AGE, 60_000);
        return Combinators.combine(
                        Combinators.combine(ids, names, names).as(List::of),
                        names.injectNull(0.3),
                        Arbitraries.of("web.acme.example", "xn--bcher-kva.example", "192.0.2.7", "2001:db8::1"),
                        name("abc019._-"),
                        offsets,
                        Arbitraries.doubles().between(0, 86_400_000).ofScale(3),
                        Arbitraries.integers().between(100, 599).injectNull(0.3),
                        Arbitraries.of("timeout", "dns", "connect", "tls", "status", "assertion", "other")
                                .injectNull(0.3))
                .as((texts, optional, host, type, offset, duration, status, error) -> new SyntheticResult(
                        texts.get(0),
                        texts.get(1),
                        optional,
                        host,
                        texts.get(2),
                        type,
                        error == null,
                        SyntheticResultDecoderTest.RECEIVED_AT + offset,
                        SyntheticResultDecoderTest.RECEIVED_AT,
                        duration,
                        status,
                        optional,
                        error));
    }

    private static Arbitrary<String> name(String alphabet) {
        return Arbitraries.strings().withChars(alphabet).ofMinLength(1).ofMaxLength(64);
    }
}
