package io.convergence.relay.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.relay.Signals;
import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.delivered.RecordedDelivery.Outcome;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.receive.Notice;
import io.convergence.relay.routes.ReceiverType.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SignalTrackTest {
    private static final String KEY = "acme/rum.user_impact_correlated/shop/h";
    private static final Resends NONE = new Resends(false, 60_000);

    @Test
    void aReplayIsNeverSent() {
        DesiredSignal replay = DesiredSignal.read(Signals.json(KEY, 1_000, 0, true, "critical", "t", "m", true));
        assertThat(DeliveryRule.due(replay, null, Style.EVERY_CHANGE, true)).isNull();
    }

    @Test
    void aResolveGoesOnlyToAReceiverThatHasTheFire() {
        DesiredSignal resolved = Signals.signal(KEY, 1_000, 4, false);
        assertThat(DeliveryRule.due(resolved, null, Style.EVERY_CHANGE, true)).isNull();
        assertThat(DeliveryRule.due(resolved, delivered(1_000, 3, true, Outcome.REFUSED, null), Style.EPISODES, true))
                .isNull();
        assertThat(kind(resolved, delivered(1_000, 3, true, Outcome.DELIVERED, Map.of("a", "b")), Style.EPISODES))
                .isEqualTo(Notice.Kind.RESOLVE);
        assertThat(kind(resolved, delivered(1_000, 0, true, Outcome.SENDING, Map.of("a", "b")), Style.EPISODES))
                .isEqualTo(Notice.Kind.RESOLVE);
    }

    @Test
    void aResolveIsSentAlsoWhenTheRouteIsGone() {
        RecordedDelivery fire = delivered(1_000, 0, true, Outcome.DELIVERED, Map.of("a", "b"));
        DesiredSignal resolved = Signals.signal(KEY, 1_000, 1, false);
        assertThat(DeliveryRule.due(resolved, fire, Style.EVERY_CHANGE, false)).isNotNull();
        DesiredSignal again = Signals.signal(KEY, 1_000, 1, true);
        assertThat(DeliveryRule.due(again, fire, Style.EVERY_CHANGE, false)).isNull();
    }

    @Test
    void aSignalThatIsNotNewerIsNotSent() {
        RecordedDelivery last = delivered(2_000, 3, true, Outcome.DELIVERED, Map.of());
        for (DesiredSignal older : List.of(
                Signals.signal(KEY, 2_000, 3, true),
                Signals.signal(KEY, 2_000, 2, true),
                Signals.signal(KEY, 1_000, 9, false))) {
            assertThat(DeliveryRule.due(older, last, Style.EVERY_CHANGE, true)).isNull();
        }
    }

    @Test
    void reassertionsAreForReceiversOfEveryChange() {
        RecordedDelivery fire = delivered(1_000, 0, true, Outcome.DELIVERED, Map.of("severity", "critical"));
        DesiredSignal again = Signals.signal(KEY, 1_000, 1, true);
        Notice notice = DeliveryRule.due(again, fire, Style.EVERY_CHANGE, true);
        assertThat(notice).isNotNull();
        // The labels under which it fired, not those of a changed severity.
        assertThat(notice == null ? Map.of() : notice.labels()).isEqualTo(Map.of("severity", "critical"));
        assertThat(DeliveryRule.due(again, fire, Style.EPISODES, true)).isNull();
    }

    @Test
    void anEarlierEpisodeIsResolvedBeforeTheNextOneFires() {
        RecordedDelivery fire = delivered(1_000, 0, true, Outcome.DELIVERED, Map.of());
        DesiredSignal next = Signals.signal(KEY, 9_000, 0, true);
        assertThat(kind(next, fire, Style.SEPARATE_EPISODES)).isEqualTo(Notice.Kind.RESOLVE_EARLIER_EPISODE);
        assertThat(kind(next, fire, Style.EVERY_CHANGE)).isEqualTo(Notice.Kind.FIRE);
        SignalTrack track = new SignalTrack("r", 0, Style.SEPARATE_EPISODES, NONE, next, fire);
        track.update(next, true, 0);
        Notice first = track.due(0);
        assertThat(first).isNotNull();
        if (first != null) {
            RecordedDelivery ended = track.accept(first, true, 202, 0);
            assertThat(ended).isNotNull();
            assertThat(ended == null ? -1 : ended.episode()).isEqualTo(1_000);
        }
        Notice second = track.due(0);
        assertThat(second == null ? null : second.kind()).isEqualTo(Notice.Kind.FIRE);
    }

    @Test
    void aRefusalIsKeptUntilTheSignalChanges() {
        SignalTrack track = track(Signals.signal(KEY, 1_000, 0, true), Style.EVERY_CHANGE);
        Notice notice = track.due(0);
        assertThat(notice).isNotNull();
        if (notice != null) {
            track.intend(notice, 0);
            RecordedDelivery refused = track.refuse(notice, true, 400, 0);
            assertThat(refused == null || refused.holdsFire()).isFalse();
        }
        assertThat(track.due(0)).isNull();
        track.update(Signals.signal(KEY, 1_000, 1, true), true, 0);
        assertThat(track.due(0)).isNotNull();
        track.update(Signals.signal(KEY, 1_000, 2, false), true, 0);
        assertThat(track.due(0)).isNull();
    }

    @Test
    void alertmanagerHearsOfAFireAgainAndOfAResolveForFiveMinutes() {
        SignalTrack track = new SignalTrack(
                "r", 0, Style.EVERY_CHANGE, new Resends(true, 60_000), Signals.signal(KEY, 1_000, 0, true), null);
        track.update(track.desired(), true, 0);
        deliver(track, 0);
        assertThat(track.due(59_999)).isNull();
        assertThat(track.resendAt()).isEqualTo(60_000);
        deliver(track, 60_000);
        assertThat(track.due(119_999)).isNull();
        track.update(Signals.signal(KEY, 1_000, 1, false), true, 119_999);
        deliver(track, 120_000);
        int repeated = 0;
        for (long now = 120_000; now < 1_000_000; now += 1_000) {
            if (track.due(now) != null) {
                deliver(track, now);
                repeated++;
            }
        }
        assertThat(repeated).isEqualTo(5);
        assertThat(track.resendAt()).isEqualTo(Long.MAX_VALUE);
    }

    /**
     * Random histories of a key against a model of the receiver: updates, some of them stale, acceptances, refusals,
     * failures with and without effect, and kills at any step, after which only what was recorded is known.
     */
    @RepeatedTest(100)
    void aReceiverEndsWithTheStateOfTheTopicAndNeverFiresAfterAResolve(RepetitionInfo repetition) {
        for (Style style : Style.values()) {
            new RandomHistory(new Random(repetition.getCurrentRepetition()), style).run();
        }
    }

    private static final class RandomHistory {
        private final Random random;
        private final Style style;
        private final List<String> heard = new ArrayList<>();
        private DesiredSignal desired = Signals.signal(KEY, 1_000, 0, true);
        private @Nullable RecordedDelivery recorded;
        private SignalTrack track;
        private long firingEpisode;
        private long lastResolvedEpisode;
        private boolean anyRefused;

        private RandomHistory(Random random, Style style) {
            this.random = random;
            this.style = style;
            this.track = restarted();
        }

        private void run() {
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(3) == 0) {
                    advance();
                } else if (random.nextInt(8) == 0) {
                    track = restarted();
                } else {
                    attempt(random.nextInt(6));
                }
            }
            for (int step = 0; step < 4; step++) {
                attempt(0);
            }
            assertThat(track.due(0)).as("%s %s", style, heard).isNull();
            if (!anyRefused && !desired.firing()) {
                assertThat(firingEpisode).as("%s %s", style, heard).isZero();
            } else if (!anyRefused) {
                assertThat(firingEpisode).as("%s %s", style, heard).isEqualTo(desired.episode());
            }
        }

        private void advance() {
            if (!desired.firing()) {
                desired = Signals.signal(KEY, desired.episode() + 1_000, 0, true);
            } else {
                desired = Signals.signal(KEY, desired.episode(), desired.sequence() + 1, random.nextInt(3) > 0);
            }
            track.update(desired, true, 0);
        }

        private SignalTrack restarted() {
            SignalTrack fresh = new SignalTrack("r", 0, style, NONE, desired, recorded);
            fresh.update(desired, true, 0);
            return fresh;
        }

        private void attempt(int fate) {
            record(track.withdraw(0));
            Notice notice = track.due(0);
            if (notice == null) {
                return;
            }
            record(track.intend(notice, 0));
            switch (fate) {
                case 1 -> { // refused
                    anyRefused = true;
                    record(track.refuse(notice, true, 400, 0));
                }
                case 2 -> track.fail(notice, false, 0); // certainly not accepted
                case 3 -> { // accepted, but the answer was lost
                    hear(notice);
                    track.fail(notice, true, 0);
                }
                case 4 -> { // killed after the acceptance
                    hear(notice);
                    track = restarted();
                }
                case 5 -> track = restarted(); // killed before it
                default -> {
                    hear(notice);
                    record(track.accept(notice, true, 202, 0));
                }
            }
        }

        private void hear(Notice notice) {
            heard.add(notice.kind() + "@" + notice.signal().episode());
            long episode = notice.signal().episode();
            if (notice.firing()) {
                assertThat(episode).as("%s %s", style, heard).isGreaterThan(lastResolvedEpisode);
                assertThat(!anyRefused
                                && style == Style.SEPARATE_EPISODES
                                && firingEpisode != 0
                                && firingEpisode != episode)
                        .as("two incidents stay two: %s", heard)
                        .isFalse();
                firingEpisode = episode;
            } else {
                lastResolvedEpisode =
                        Math.max(lastResolvedEpisode, notice.kind() == Notice.Kind.RESOLVE ? episode : firingEpisode);
                firingEpisode = 0;
            }
        }

        private void record(@Nullable RecordedDelivery delivery) {
            if (delivery != null) {
                recorded = delivery;
            }
        }
    }

    private static SignalTrack track(DesiredSignal desired, Style style) {
        SignalTrack track = new SignalTrack("r", 0, style, NONE, desired, null);
        track.update(desired, true, 0);
        return track;
    }

    private static void deliver(SignalTrack track, long now) {
        Notice notice = track.due(now);
        assertThat(notice).isNotNull();
        if (notice != null) {
            track.accept(notice, track.isPending(), 200, now);
        }
    }

    private static Notice.@Nullable Kind kind(DesiredSignal desired, RecordedDelivery delivered, Style style) {
        Notice notice = DeliveryRule.due(desired, delivered, style, true);
        return notice == null ? null : notice.kind();
    }

    private static RecordedDelivery delivered(
            long episode, int sequence, boolean firing, Outcome outcome, @Nullable Map<String, String> labels) {
        return new RecordedDelivery("r", KEY, episode, sequence, firing, "id", labels, outcome, 200, 1, 0);
    }
}
