package io.convergence.jobs.kafka;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static io.convergence.core.samples.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.samples.SloSamples;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalIdentity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicEncodingTest {
    private static final Instant NOW = Instant.ofEpochMilli(NOON);

    private final TopicEncoding<VerdictUpdate> verdicts = TopicEncoding.verdicts("verdicts");
    private final TopicEncoding<SignalUpdate> signals =
            TopicEncoding.signals("events", "state", new SignalCodec(Thresholds.DEFAULTS, SignalLinks.NONE));

    @Test
    void aVerdictAndItsSignalsHaveOneRouteAndSoAreInOneTransaction() {
        VerdictRecord verdict = confirmed("checkout", NOON);
        Signal correlated = fired(SignalKind.USER_IMPACT_CORRELATED);
        Signal unseen = fired(SignalKind.USER_IMPACT_UNSEEN);

        assertThat(routes(Stream.of(
                                verdicts.encode(VerdictUpdate.of(verdict), NOON, NOW),
                                verdicts.encode(VerdictUpdate.end(verdict.key(), NOON), NOON, NOW),
                                signals.encode(SignalUpdate.of(correlated), NOON, NOW),
                                signals.encode(SignalUpdate.of(unseen), NOON, NOW),
                                signals.encode(SignalUpdate.end(correlated.dedupKey(), NOON), NOON, NOW))
                        .flatMap(List::stream)
                        .toList()))
                .containsExactly("acme/checkout/" + verdict.host());
    }

    @Test
    void longNamesHaveOneRouteAlthoughTheirDedupKeysEndInAHash() {
        String app = "a".repeat(64);
        String host = "h".repeat(63) + ".example";
        String tenant = "t".repeat(64);
        VerdictUpdate end = VerdictUpdate.end(new VerdictKey(tenant, app, host), NOON);
        List<TopicRecord> records = new ArrayList<>(verdicts.encode(end, NOON, NOW));
        for (SignalKind kind : List.of(SignalKind.USER_IMPACT_CORRELATED, SignalKind.USER_IMPACT_UNSEEN)) {
            String key = SignalIdentity.dedupKey(SignalSubject.appHost(tenant, app, host), kind);
            assertThat(key).contains("~");
            records.addAll(signals.encode(SignalUpdate.end(key, NOON), NOON, NOW));
        }

        assertThat(routes(records)).hasSize(1);
    }

    @Test
    void allSignalsOfAnObjectiveGroupHaveTheirOwnRoute() {
        SignalUpdate burn = SignalUpdate.of(SloSamples.burn(
                "shop-fast", "host=a", SignalStatus.FIRING, SignalReason.THRESHOLD, SloSamples.evidence()));

        assertThat(routes(signals.encode(burn, NOON, NOW)))
                .singleElement()
                .asString()
                .startsWith("acme/shop-fast");
    }

    private static Signal fired(SignalKind kind) {
        return signal(kind, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "checkout");
    }

    private static Set<String> routes(List<TopicRecord> records) {
        return records.stream().map(TopicRecord::route).collect(Collectors.toSet());
    }
}
