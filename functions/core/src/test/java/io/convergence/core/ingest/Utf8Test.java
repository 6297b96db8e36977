package io.convergence.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0af",
                "c1bf",
                "c2",
                "c241",
                "e0",
                "e080af",
                "e09fbf",
                "e28082e2",
                "e282",
                "e28228",
                "eda080",
                "edbfbf",
                "f0808080",
                "f08fbfbf",
                "f09f98",
                "f4908080",
                "f5808080",
                "fe",
                "ff",
                "4142434445464748c0"
            })
    void sequencesOutsideTable3Dash7AreRejected(String hex) {
        assertThat(Utf8.isWellFormed(HexFormat.of().parseHex(hex))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "ed9fbf",
                "ee8080",
                "efbfbf",
                "f0908080",
                "f48fbfbf",
                "4142434445464748c3a94142434445464748"
            })
    void theEdgesOfTable3Dash7AreAccepted(String hex) {
        assertThat(Utf8.isWellFormed(HexFormat.of().parseHex(hex))).isTrue();
    }

    @Property(tries = 5000)
    void agreesWithTheStrictDecoderOfTheJdk(@ForAll @Size(max = 24) byte[] bytes) {
        assertThat(Utf8.isWellFormed(bytes)).isEqualTo(isWellFormedForTheJdk(bytes));
    }

    @Property(tries = 5000)
    void agreesWithTheStrictDecoderOfTheJdkOnBrokenText(@ForAll String text, @ForAll byte noise, @ForAll int at) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[Math.floorMod(at, bytes.length)] = noise;
        }
        assertThat(Utf8.isWellFormed(bytes)).isEqualTo(isWellFormedForTheJdk(bytes));
    }

    private static boolean isWellFormedForTheJdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
