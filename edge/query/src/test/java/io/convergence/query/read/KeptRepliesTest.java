package io.convergence.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.query.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptRepliesTest {
    private static final Instant AT = Instant.parse("2026-06-05T12:00:00Z");
    private static final KeptReplies.Key ACME = new KeptReplies.Key("acme", null, null, 256);
    private static final KeptReplies.Content CONTENT = new KeptReplies.Content(AT, AT.minusSeconds(30));

    private final KeptReplies replies = new KeptReplies(1_000_000);

    @Test
    void anAnswerIsSentAgainWithItsTagAndCompressedBody() {
        Reply first = replies.keep(ACME, CONTENT, AT, reply("acme"));
        assertThat(first.headers()).containsKey("ETag");
        assertThat(first.gzip()).isNotEmpty();
        assertThat(replies.find(ACME, CONTENT, AT.plusMillis(9_999))).isSameAs(first);
    }

    @Test
    void anAnswerEndsAfterASlide() {
        replies.keep(ACME, CONTENT, AT, reply("acme"));
        assertThat(replies.find(ACME, CONTENT, AT.plusSeconds(10))).isNull();
    }

    @Test
    void aNewerBoundaryOrNewerPagesEndAnAnswer() {
        replies.keep(ACME, CONTENT, AT, reply("acme"));
        assertThat(replies.find(ACME, new KeptReplies.Content(AT.plusSeconds(10), CONTENT.until()), AT))
                .isNull();
        assertThat(replies.find(ACME, new KeptReplies.Content(AT, AT.plusSeconds(30)), AT))
                .isNull();
        assertThat(replies.find(ACME, new KeptReplies.Content(AT, null), AT)).isNull();
    }

    @Test
    void anotherTenantAndOtherParametersHaveOtherAnswers() {
        replies.keep(ACME, CONTENT, AT, reply("acme"));
        assertThat(replies.find(new KeptReplies.Key("globex", null, null, 256), CONTENT, AT))
                .isNull();
        assertThat(replies.find(new KeptReplies.Key("acme", "shop", null, 256), CONTENT, AT))
                .isNull();
        assertThat(replies.find(new KeptReplies.Key("acme", null, "www.shop.example", 256), CONTENT, AT))
                .isNull();
        assertThat(replies.find(new KeptReplies.Key("acme", null, null, 1), CONTENT, AT))
                .isNull();
    }

    private static Reply reply(String text) {
        return Reply.text(Reply.JSON, text.getBytes(StandardCharsets.UTF_8));
    }
}
