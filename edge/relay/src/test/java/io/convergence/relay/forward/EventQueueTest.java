package io.convergence.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueueTest {
    @ParameterizedTest
    @CsvSource({
        "200, 5, DELIVERED",
        "202, 1, DELIVERED",
        "299, 1, DELIVERED",
        "413, 100, HALVE",
        "413, 2, HALVE",
        "413, 1, TOO_LARGE",
        "400, 5, REFUSED",
        "401, 5, REFUSED",
        "404, 1, REFUSED",
        "422, 5, REFUSED",
        "408, 5, REPEAT",
        "429, 5, REPEAT",
        "500, 5, REPEAT",
        "503, 1, REPEAT",
        "302, 5, REPEAT",
        "0, 5, REPEAT",
        "199, 5, REPEAT"
    })
    void theStatusDecidesWhatBecomesOfEvents(int status, int events, EventAnswer meaning) {
        assertThat(EventAnswer.of(status, events)).isEqualTo(meaning);
    }

    @Test
    void aBatchIsAJsonArrayOfTheBytesOfTheRecordsAndItsOffsetsAreThoseAfterThem() {
        EventQueue queue = new EventQueue();
        queue.add(0, 7, null);
        queue.add(0, 8, bytes("{\"id\" : \"a\"}"));
        queue.add(1, 3, bytes("{\"id\":\"é\"}"));
        queue.add(1, 4, null);
        ForwardedBatch batch = queue.next();
        assertThat(new String(batch.json(), StandardCharsets.UTF_8)).isEqualTo("[{\"id\" : \"a\"},{\"id\":\"é\"}]");
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.complete(batch)).isEqualTo(Map.of(0, 9L, 1, 5L));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.next().events()).isZero();
    }

    @Test
    void aRequestHasAtMostAHundredEventsHalfOfThoseThatWereTooLargeAndTwiceThoseThatWereNot() {
        EventQueue queue = new EventQueue();
        for (int offset = 0; offset < 400; offset++) {
            queue.add(0, offset, bytes("{}"));
        }
        List<Integer> sizes = new ArrayList<>();
        for (int request = 0; request < 3; request++) {
            ForwardedBatch batch = queue.next();
            sizes.add(batch.events());
            queue.halve(batch);
        }
        for (int request = 0; request < 4; request++) {
            ForwardedBatch batch = queue.next();
            sizes.add(batch.events());
            queue.complete(batch);
        }
        assertThat(sizes).containsExactly(100, 50, 25, 12, 24, 48, 96);
    }

    @Test
    void recordsOfARevokedPartitionAreNotSentAndTheirOffsetsNotCommitted() {
        EventQueue queue = new EventQueue();
        queue.add(0, 1, bytes("{\"id\":\"a\"}"));
        queue.add(1, 1, bytes("{\"id\":\"b\"}"));
        ForwardedBatch underWay = queue.next();
        queue.revoke(0);
        assertThat(new String(queue.next().json(), StandardCharsets.UTF_8)).isEqualTo("[{\"id\":\"b\"}]");
        queue.add(0, 1, bytes("{\"id\":\"a\"}"));
        assertThat(queue.complete(underWay)).isEqualTo(Map.of(1, 2L));
        assertThat(new String(queue.next().json(), StandardCharsets.UTF_8)).isEqualTo("[{\"id\":\"a\"}]");
    }

    /** A receiver that takes at most some bytes gets, once and in order, every event that fits into a request alone. */
    @ParameterizedTest
    @ValueSource(ints = {12, 60, 400, 2_000, 100_000})
    void everyEventThatFitsIsDeliveredOnceAndInOrder(int mostBytes) {
        Random random = new Random(mostBytes);
        EventQueue queue = new EventQueue();
        List<String> fitting = new ArrayList<>();
        Map<Integer, Long> last = new HashMap<>();
        for (int number = 0; number < 700; number++) {
            String event = "<" + number + "#".repeat(random.nextInt(random.nextInt(20) == 0 ? 3_000 : 60)) + ">";
            boolean isPassed = random.nextInt(4) == 0;
            int partition = random.nextInt(3);
            queue.add(partition, number, isPassed ? null : bytes(event));
            last.put(partition, number + 1L);
            if (!isPassed && event.length() + 2 <= mostBytes) {
                fitting.add(event);
            }
        }
        List<String> delivered = new ArrayList<>();
        Map<Integer, Long> committed = new HashMap<>();
        while (!queue.isEmpty()) {
            ForwardedBatch batch = queue.next();
            byte[] json = batch.json();
            EventAnswer answer = EventAnswer.of(json.length > mostBytes ? 413 : 200, Math.max(1, batch.events()));
            if (answer == EventAnswer.HALVE) {
                queue.halve(batch);
                continue;
            }
            if (answer == EventAnswer.DELIVERED && batch.events() > 0) {
                String body = new String(json, StandardCharsets.UTF_8);
                delivered.addAll(List.of(body.substring(1, body.length() - 1).split(",")));
            }
            queue.complete(batch).forEach((partition, offset) -> {
                assertThat(offset).isGreaterThan(committed.getOrDefault(partition, 0L));
                committed.put(partition, offset);
            });
        }
        assertThat(delivered).isEqualTo(fitting);
        assertThat(committed).isEqualTo(last);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
