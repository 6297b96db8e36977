package io.convergence.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Splitting of files into lines of bytes. */
class LineReaderTest {
    @Test
    void linesEndWithALineFeedWhichTheLastMayLackAndCarriageReturnsAreDropped() throws IOException {
        assertThat(lines("a\r\nb\n\n\r\nc")).containsExactly("a", "b", "c");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("\n\n")).isEmpty();
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aCarriageReturnInsideALineStays() throws IOException {
        assertThat(lines("a\rb\n")).containsExactly("a\rb");
    }

    @Test
    void bytesThatAreNoUtf8AreNotChanged() throws IOException {
        byte[] wild = {(byte) 0xff, 0, (byte) 0xc3, '\n', (byte) 0x80};
        try (LineReader reader = new LineReader(new ByteArrayInputStream(wild), 100)) {
            assertThat(reader.next()).containsExactly(0xff, 0, 0xc3);
            assertThat(reader.next()).containsExactly(0x80);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void linesLongerThanTheBufferAreRead() throws IOException {
        String big = "x".repeat(3 << 20);
        assertThat(lines("a\n" + big + "\nb")).containsExactly("a", big, "b");
    }

    @Test
    void aLineThatIsTooLongIsRefusedByItsNumber() {
        assertThatThrownBy(() -> lines("a\n" + "x".repeat(101) + "\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2 is longer than 100 bytes");
    }

    private static List<String> lines(String text) throws IOException {
        int longest = text.length() > 1000 ? 1 << 24 : 100;
        List<String> lines = new ArrayList<>();
        try (LineReader reader =
                new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest)) {
            byte[] line = reader.next();
            while (line != null) {
                lines.add(new String(line, StandardCharsets.UTF_8));
                line = reader.next();
            }
        }
        return lines;
    }
}
