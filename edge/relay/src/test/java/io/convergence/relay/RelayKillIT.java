package io.convergence.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.files.Directories;
import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import io.convergence.relay.StubReceiver.Accepted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Relays as processes: kills at random, and the refusal to start. */
class RelayKillIT {
    private static final String KEY = "acme/rum.user_impact_correlated/shop/";
    /** Kills among the 100 episodes; {@code -Dconvergence.kills=50} kills at every second one. */
    private static final int KILLS = Integer.getInteger("convergence.kills", 6);

    private static final int EPISODES = 100;
    private static final int HOSTS = 10;

    @Test
    void killsAtRandomRepeatAtMostAndNeverContradict() {
        Random random = new Random(7);
        Path logs = Directories.temporary("relay-kill-");
        try (SignalTopics topics = SignalTopics.create();
                StubReceiver webhook = StubReceiver.start();
                StubReceiver pagerduty = StubReceiver.start()) {
            String routes = "receivers:\n" + RelayIT.receiver("hook", "webhook", webhook, ", secret: \"env:SECRET\"")
                    + RelayIT.receiver("pd", "pagerduty", pagerduty, ", routing-key: \"env:KEY\"")
                    + "routes:\n  - {tenant: acme, to: [hook, pd]}\n";
            JvmProcess relay = process(topics.options(routes), logs);
            int killed = 0;
            for (int episode = 0; episode < EPISODES; episode++) {
                String key = KEY + "h" + episode % HOSTS;
                long number = 1_000L * (episode + 1);
                topics.publish(key, number, 0, true, "critical");
                int heard = webhook.requests() + random.nextInt(3);
                if (episode % (EPISODES / KILLS) == 0 && killed < KILLS) {
                    Waiting.until("some of it was sent", () -> webhook.requests() >= heard || webhook.requests() > 0);
                    relay.kill();
                    relay.start();
                    killed++;
                }
                topics.publish(key, number, 1, false, "critical");
            }
            for (int host = 0; host < HOSTS; host++) {
                topics.publish(KEY + "h" + host, 1_000_000, 0, true, "critical");
            }
            Waiting.until(
                    "the webhook has the newest of every key",
                    () -> newest(webhook, 1_000_000).size() == HOSTS);
            for (int host = 0; host < HOSTS; host++) {
                topics.publish(KEY + "h" + host, 1_000_000, 1, false, "critical");
            }
            Waiting.until(
                    "nothing fires any more",
                    () -> topics.latestDeliveries().values().stream()
                                    .filter(value -> value.contains("\"labels\":null"))
                                    .count()
                            == 2 * HOSTS);
            relay.close();
            assertThat(killed).isEqualTo(KILLS);
            checkPagerduty(pagerduty.accepted());
            checkWebhook(webhook.accepted());
        } finally {
            Directories.delete(logs);
        }
    }

    @Test
    void settingsAndRoutesThatAreWrongAreRefusedTogetherWithExitCodeTwo() {
        Path logs = Directories.temporary("relay-refused-");
        try (SignalTopics topics = SignalTopics.create()) {
            Map<String, String> options = topics.options("receivers:\n  - {name: a, type: pager}\n");
            JvmProcess relay = process(options, logs);
            assertThat(relay.exitCode()).isEqualTo(2);
            assertThat(relay.output())
                    .contains("The relay does not start:")
                    .contains(".yaml: line 2: receivers[0].type must be alertmanager")
                    .doesNotContain("Exception");
        } finally {
            Directories.delete(logs);
        }
    }

    /** By key: a trigger or repeated triggers, then a resolve or repeated resolves; never a trigger of a resolved episode. */
    private static void checkPagerduty(List<Accepted> events) {
        Map<String, Boolean> triggered = new HashMap<>();
        Map<String, Set<String>> resolvedEpisodes = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Accepted event = events.get(i);
            String key = field(event.body(), "dedup_key");
            if (field(event.body(), "event_action").equals("trigger")) {
                String incident = field(event.body(), "incident");
                assertThat(resolvedEpisodes.getOrDefault(key, Set.of())).doesNotContain(incident);
                triggered.put(key, true);
            } else {
                triggered.put(key, false);
                resolvedEpisodes.put(key, incidents(events.subList(0, i), key));
            }
        }
        assertThat(triggered).hasSize(HOSTS).doesNotContainValue(true);
    }

    private static Set<String> incidents(List<Accepted> events, String key) {
        Set<String> incidents = new TreeSet<>();
        for (Accepted event : events) {
            if (field(event.body(), "dedup_key").equals(key)
                    && field(event.body(), "event_action").equals("trigger")) {
                incidents.add(field(event.body(), "incident"));
            }
        }
        return incidents;
    }

    /** By key: no delivery after a newer one; the last is the last of the topic. */
    private static void checkWebhook(List<Accepted> records) {
        Map<String, long[]> last = new HashMap<>();
        for (Accepted record : records) {
            String[] id = record.header("Webhook-id").split("#");
            long[] next = {Long.parseLong(id[1]), Long.parseLong(id[2])};
            long[] before = last.getOrDefault(id[0], next);
            assertThat(next[0] > before[0] || (next[0] == before[0] && next[1] >= before[1]))
                    .as("%s", id[0])
                    .isTrue();
            last.put(id[0], next);
        }
        assertThat(last).hasSize(HOSTS);
        assertThat(last.values()).allMatch(end -> end[0] == 1_000_000 && end[1] == 1);
    }

    private static List<String> newest(StubReceiver stub, long episode) {
        return stub.accepted().stream()
                .map(accepted -> accepted.header("Webhook-id"))
                .filter(id -> id.contains("#" + episode + "#0#"))
                .distinct()
                .toList();
    }

    private static String field(String json, String name) {
        int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(start, json.indexOf('"', start));
    }

    /** A relay in a process of its own. */
    static JvmProcess process(Map<String, String> options, Path logs) {
        List<String> arguments = new ArrayList<>();
        options.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        JvmCommand command = new JvmCommand(
                        "io.convergence.relay.Relay",
                        JvmCommand.ownClasspath(),
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        arguments)
                .withEnvironment(Map.of("SECRET", "a-secret", "KEY", "a-key"), Set.of());
        return JvmProcess.start("relay", command, logs);
    }
}
