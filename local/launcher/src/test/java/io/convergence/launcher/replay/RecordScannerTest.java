package io.convergence.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Extraction of time and key from a record. */
class RecordScannerTest {
    private final RecordScanner scanner = new RecordScanner();

    @Test
    void timeAndKeyAreFoundInAnyOrderAtTheTopLevelOnly() {
        assertThat(
                        scan(
                                "{\"host\":\"A.example.\",\"x\":{\"received_at\":1,\"tenant\":\"no\"},\"received_at\":7,\"tenant\":\"t\"}"))
                .isEqualTo(new RecordHead(7, "t|a.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "Web.Acme.example, web.acme.example",
        "web.acme.example., web.acme.example",
        "web.acme.example:443, web.acme.example",
        "https://u:p@Web.acme.example:8443/health?t=1, web.acme.example",
        "http://web.acme.example?q=a@b, web.acme.example",
        "[2001:db8::1]:443, 2001:db8::1",
        "2001:db8::1, 2001:db8::1"
    })
    void everySpellingOfAHostGivesTheSameKey(String host, String bare) {
        assertThat(RecordScanner.normalised(host)).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "garbage",
                "[1]",
                "{\"received_at\":7,\"tenant\":\"t\",\"host\":\"h\"",
                "{\"received_at\":7} x",
                "{\"received_at\":99999999999999999999}"
            })
    void aLineThatIsNotOneObjectHasNeitherTimeNorKey(String line) {
        assertThat(scan(line)).isEqualTo(RecordHead.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"received_at\":\"7\"}", "{\"received_at\":7.0}", "{\"received_at\":-7}", "{}"})
    void aTimeThatIsNotInEpochMillisecondsIsIgnored(String line) {
        assertThat(scan(line).hasTime()).isFalse();
    }

    @Test
    void invalidUtf8HasNeitherTimeNorKey() {
        byte[] line = "{\"received_at\":7,\"tenant\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        line[27] = (byte) 0xff;
        assertThat(scanner.scan(line)).isEqualTo(RecordHead.UNREADABLE);
    }

    private RecordHead scan(String line) {
        return scanner.scan(line.getBytes(StandardCharsets.UTF_8));
    }
}
