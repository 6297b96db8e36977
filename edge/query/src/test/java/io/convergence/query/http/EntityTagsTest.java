package io.convergence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityTagsTest {
    private static final byte[] LONG = "slo: 1\n".repeat(300).getBytes(StandardCharsets.UTF_8);

    @Test
    void theStrongTagOfACompressedAnswerIsAnotherOne() {
        Reply document = Reply.text("application/yaml", LONG).with(Reply.TAG, "\"7.abc\"");
        Reply plain = new ReplyEncoding(null, null).of(document);
        Reply compressed = new ReplyEncoding(null, "gzip").of(document);
        assertThat(plain.headers()).containsEntry(Reply.TAG, "\"7.abc\"");
        assertThat(compressed.headers()).containsEntry(Reply.TAG, "\"7.abc-gzip\"");
        assertThat(EntityTags.withoutEncoding("\"7.abc-gzip\"")).isEqualTo("\"7.abc\"");
        assertThat(new ReplyEncoding("\"7.abc-gzip\"", "gzip").of(document).status())
                .isEqualTo(304);
        assertThat(new ReplyEncoding("\"7.abd\"", "gzip").of(document).status()).isEqualTo(200);
    }

    @Test
    void theWeakTagOfAnAnswerIsThatOfItsCompressedForm() {
        Reply list = new Reply(200, Map.of(), Reply.JSON, LONG, null);
        String tag = new ReplyEncoding(null, null).of(list).headers().get(Reply.TAG);
        assertThat(tag).startsWith("W/\"");
        assertThat(new ReplyEncoding(null, "gzip").of(list).headers()).containsEntry(Reply.TAG, String.valueOf(tag));
    }
}
