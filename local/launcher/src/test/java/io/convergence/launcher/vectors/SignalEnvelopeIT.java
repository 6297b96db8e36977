package io.convergence.launcher.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.SignalIdentity;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The properties of signals that alert routers rely on: identity, order and the CloudEvents headers. */
class SignalEnvelopeIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static Output output;

    @BeforeAll
    static void aVectorIsReplayed() throws Exception {
        TestVector vector = TestVector.load("mix-1");
        try (Stage stage = SYSTEM.stage()) {
            Output replayed = stage.replay(vector.beacons(), vector.results(), Variant.reference());
            replayed.of(LocalTopics.SIGNAL_EVENTS);
            replayed.of(LocalTopics.SIGNAL_STATE);
            output = replayed;
        }
    }

    @Test
    void everySignalIsABinaryCloudEvent() {
        assertThat(output.of(LocalTopics.SIGNAL_EVENTS)).isNotEmpty().allSatisfy(message -> {
            Members signal = message.members();
            assertThat(message.headers())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "ce_specversion", "1.0",
                            "ce_type", "convergence.signal.v1",
                            "ce_source", "/convergence/rum",
                            "ce_id", signal.text("id"),
                            "ce_time", signal.text("occurred_at"),
                            "ce_subject", signal.text("dedup_key"),
                            "content-type", "application/json"));
            assertThat(message.key()).isEqualTo(signal.text("dedup_key"));
            assertThat(message.timestamp())
                    .isEqualTo(Instant.parse(signal.text("occurred_at")).toEpochMilli());
        });
    }

    @Test
    void idsAreUniqueAndFollowFromKeyEpisodeSequenceAndStatus() {
        Set<String> ids = new HashSet<>();
        for (Members signal : output.signals()) {
            String subject = signal.text("app") + '/' + signal.text("host");
            assertThat(signal.text("dedup_key"))
                    .isEqualTo(SignalIdentity.dedupKey(signal.text("tenant"), signal.text("kind"), subject));
            assertThat(signal.number("episode"))
                    .isEqualTo(Instant.parse(signal.text("starts_at")).toEpochMilli());
            assertThat(signal.text("id"))
                    .isEqualTo(SignalIdentity.id(
                            signal.text("dedup_key"),
                            signal.number("episode"),
                            (int) signal.number("sequence"),
                            signal.text("status")));
            assertThat(ids.add(signal.text("id"))).as(signal.text("id")).isTrue();
        }
    }

    @Test
    void everyEpisodeFiresThenReassertsEveryFiveMinutesThenResolvesOnce() {
        Map<String, Members> last = new HashMap<>();
        for (Members signal : output.signals()) {
            Members before = last.put(signal.joined("dedup_key", "episode"), signal);
            assertThat(signal.text("event_action"))
                    .isEqualTo(signal.text("status").equals("firing") ? "trigger" : "resolve");
            if (before == null) {
                assertThat(signal.joined("status", "sequence", "reason")).isEqualTo("firing 0 threshold");
                assertThat(signal.text("occurred_at")).isEqualTo(signal.text("starts_at"));
                continue;
            }
            assertThat(before.text("status")).isEqualTo("firing");
            assertThat(signal.number("sequence")).isEqualTo(before.number("sequence") + 1);
            if (signal.text("status").equals("firing")) {
                assertThat(signal.has("ends_at")).isFalse();
                assertThat(Instant.parse(signal.text("occurred_at")))
                        .isEqualTo(
                                Instant.parse(signal.text("starts_at")).plusSeconds(300 * signal.number("sequence")));
            } else {
                assertThat(signal.text("ends_at")).isEqualTo(signal.text("occurred_at"));
                assertThat(signal.text("reason")).isIn("recovered", "no_data");
            }
        }
        assertThat(last.values())
                .isNotEmpty()
                .allSatisfy(signal -> assertThat(signal.text("status")).isEqualTo("resolved"));
        assertThat(output.signals())
                .anySatisfy(signal ->
                        assertThat(signal.joined("status", "sequence")).isEqualTo("firing 1"));
    }

    @Test
    void episodesOfAKeyDoNotOverlap() {
        Map<String, List<Members>> byKey = new LinkedHashMap<>();
        for (Members signal : output.signals()) {
            byKey.merge(signal.text("dedup_key"), List.of(signal), SignalEnvelopeIT::joined);
        }
        assertThat(byKey.values()).allSatisfy(signals -> {
            for (int i = 1; i < signals.size(); i++) {
                Members before = signals.get(i - 1);
                Members signal = signals.get(i);
                assertThat(signal.text("occurred_at")).isGreaterThan(before.text("occurred_at"));
                boolean another = signal.number("episode") != before.number("episode");
                assertThat(another).isEqualTo(before.text("status").equals("resolved"));
            }
        });
    }

    @Test
    void theStateTopicHoldsTheSameRecordsUnderTheSameKeys() {
        assertThat(output.of(LocalTopics.SIGNAL_STATE))
                .containsExactlyInAnyOrderElementsOf(output.of(LocalTopics.SIGNAL_EVENTS));
    }

    private static List<Members> joined(List<Members> before, List<Members> after) {
        return Stream.concat(before.stream(), after.stream()).toList();
    }
}
