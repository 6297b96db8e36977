package io.convergence.core.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.Json;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostedResultDecoderTest {
    private static final long RECEIVED_AT = SyntheticResultDecoderTest.RECEIVED_AT;
    private static final Json POSTED =
            SyntheticResultDecoderTest.FULL.without("tenant").without("received_at");

    private final PostedResultDecoder decoder = new PostedResultDecoder(SyntheticResultDecoderTest.MAX_AGE);

    @Test
    void aResultGetsTheTenantAndTimeOfItsReceipt() {
        assertThat(accepted(POSTED.text())).singleElement().satisfies(result -> {
            assertThat(result.tenant()).isEqualTo("poster");
            assertThat(result.receivedAt()).isEqualTo(RECEIVED_AT);
            assertThat(result.check()).isEqualTo("home.page");
        });
    }

    @Test
    void aPostedResultIsDecodedLikeARecordOfTheTopic() {
        Decoded<SyntheticResult> canonical = new SyntheticResultDecoder(SyntheticResultDecoderTest.MAX_AGE)
                .decode(SyntheticResultDecoderTest.FULL
                        .with("tenant", "\"poster\"")
                        .text()
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(canonical)
                .isEqualTo(new Decoded.Accepted<>(accepted(POSTED.text()).get(0)));
    }

    @Property(tries = 50)
    void anArrayGivesItsElementsInOrder(@ForAll @IntRange(min = 1, max = 30) int count) {
        StringBuilder array = new StringBuilder(" [ ");
        for (int i = 0; i < count; i++) {
            array.append(i == 0 ? "" : " ,\n")
                    .append(POSTED.with("id", "\"r" + i + "\"").text());
        }
        List<SyntheticResult> results = accepted(array.append("\t] ").toString());
        assertThat(results).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(results.get(i).id()).isEqualTo("r" + i);
        }
    }

    @Test
    void theFirstInvalidElementIsNamedAndTheWholeArrayIsRejected() {
        Rejection rejection = rejected(
                "[" + POSTED.text() + "," + POSTED.with("check", "\"a b\"").text() + ","
                        + POSTED.with("v", "2").text() + "]");
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.tenant()).isEqualTo("poster");
        assertThat(rejection.message()).startsWith("[1]: check must be ");
    }

    @Test
    void bracesInsideTextsDoNotEndAnElement() {
        assertThat(rejected("[" + POSTED.with("check", "\"}],[{\\\"\\\\\"").text() + "]")
                        .message())
                .startsWith("[0]: check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "received_at", "heartbeat", "Host", "more"})
    void fieldsThatTheReceiverAddsAreOutsideTheSchema(String field) {
        Rejection rejection = rejected(POSTED.with(field, "1").text());
        assertThat(rejection.reason()).isEqualTo(RejectReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[ ]",
                "[",
                "]",
                "[,]",
                "[{}",
                "[{},]",
                "[{}{}]",
                "[{}]]",
                "[1]",
                "[[{}]]",
                "[\"{}\"]",
                "[{\"a\":\"}]",
                "null",
                "{}x",
                "\u0000[]",
                "\uFEFF[{}]"
            })
    void aBodyThatIsNeitherAnObjectNorAnArrayOfObjectsIsRejected(String body) {
        assertThat(rejected(body).reason()).isIn(RejectReason.MALFORMED, RejectReason.INVALID_FIELD);
    }

    @Test
    void startTimesAreComparedWithTheReceiveTime() {
        assertThat(rejected(POSTED.with("started_at", "1").text()).reason()).isEqualTo(RejectReason.STALE);
        assertThat(rejected(POSTED.with("started_at", String.valueOf(RECEIVED_AT + 60_001))
                                .text())
                        .reason())
                .isEqualTo(RejectReason.FUTURE);
    }

    @Test
    void anElementHasTheSizeLimitOfARecord() {
        String element = POSTED.text();
        String padded = element.substring(0, element.length() - 1) + " ".repeat(16_385 - element.length()) + "}";
        assertThat(rejected("[" + POSTED.text() + "," + padded + "]").reason()).isEqualTo(RejectReason.TOO_LARGE);
    }

    @Property(tries = 2000)
    void noBytesMakeItThrow(@ForAll byte[] body) {
        assertThat(decoder.decode(body, "poster", RECEIVED_AT)).isInstanceOf(Decoded.Rejected.class);
    }

    @Property(tries = 2000)
    void noCutOrChangedByteMakesItThrow(
            @ForAll @IntRange(max = 600) int cut, @ForAll @IntRange(max = 600) int at, @ForAll byte changed) {
        byte[] body = ("[" + POSTED.text() + "," + POSTED.text() + "]").getBytes(StandardCharsets.UTF_8);
        body[at % body.length] = changed;
        assertThat(decoder.decode(Arrays.copyOf(body, body.length - cut % body.length), "poster", RECEIVED_AT))
                .isNotNull();
    }

    private List<SyntheticResult> accepted(String body) {
        Decoded<List<SyntheticResult>> decoded = decode(body);
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<List<SyntheticResult>>) decoded).value();
    }

    private Rejection rejected(String body) {
        Decoded<List<SyntheticResult>> decoded = decode(body);
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<List<SyntheticResult>>) decoded).rejection();
    }

    private Decoded<List<SyntheticResult>> decode(String body) {
        return decoder.decode(body.getBytes(StandardCharsets.UTF_8), "poster", RECEIVED_AT);
    }
}
