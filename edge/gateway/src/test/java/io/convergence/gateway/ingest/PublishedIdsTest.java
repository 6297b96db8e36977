package io.convergence.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.Secret;
import io.convergence.gateway.limit.SentIds.SentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishedIdsTest {
    private static final Secret SECRET = new Secret("a secret of the deployment, long enough");
    private static final SentId ID = new SentId("pk", "view-1");
    private static final long LAST_OF_DAY =
            Instant.parse("2026-01-01T23:59:59.999Z").toEpochMilli();

    private final PublishedIds ids = new PublishedIds(SECRET);

    @Test
    void anIdIsTheSameAllDayInEveryGateway() {
        assertThat(ids.of(ID, LAST_OF_DAY))
                .matches("[A-Za-z0-9_-]{22}")
                .isEqualTo(ids.of(ID, LAST_OF_DAY - 86_399_999))
                .isEqualTo(new PublishedIds(SECRET).of(ID, LAST_OF_DAY));
    }

    @Test
    void anIdInBytesIsThatOfItsText() {
        byte[] id = ID.id().getBytes(StandardCharsets.UTF_8);
        assertThat(ids.of(ID.key(), id, LAST_OF_DAY)).isEqualTo(ids.of(ID, LAST_OF_DAY));
    }

    @Test
    void anIdDiffersOnTheNextDayAndWithAnotherSecretOrKey() {
        String today = ids.of(ID, LAST_OF_DAY);
        assertThat(ids.of(ID, LAST_OF_DAY + 1)).isNotEqualTo(today);
        assertThat(new PublishedIds(new Secret("another")).of(ID, LAST_OF_DAY)).isNotEqualTo(today);
        assertThat(ids.of(new SentId("pkview", "-1"), LAST_OF_DAY)).isNotEqualTo(today);
        assertThat(ids.of(ID, LAST_OF_DAY)).isEqualTo(today);
    }
}
