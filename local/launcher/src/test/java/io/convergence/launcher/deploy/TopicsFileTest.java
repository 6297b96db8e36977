package io.convergence.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.CommandLine;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.gateway.settings.PublishSettings;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.launcher.system.LocalTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** Agreement of the topics that a deployment creates with those that the job and the gateway need. */
class TopicsFileTest {
    private static final Map<String, String[]> TOPICS = read("conf/kafka/topics.conf");

    @Test
    void topicsAndPartitionsAreThoseOfTheSystem() {
        Map<String, Integer> partitions = new TreeMap<>();
        TOPICS.forEach((topic, words) -> partitions.put(topic, Integer.valueOf(words[1])));
        assertThat(partitions).isEqualTo(new TreeMap<>(LocalTopics.defaults().partitions()));
        PublishSettings gateway = GatewaySettings.from(
                        Map.of("kafka.bootstrap.servers", "b:1"), ComposeFile.ENVIRONMENT)
                .publish();
        assertThat(partitions.keySet())
                .containsAll(job().neededTopics())
                .contains(gateway.beacons(), gateway.results(), gateway.rejects());
    }

    @Test
    void theTopicsOfEventsAndTheirDsnsHaveAFileOfTheirOwn() {
        Map<String, String[]> events = read("conf/kafka/events.conf");
        assertThat(events).containsOnlyKeys(LocalTopics.EVENTS, LocalTopics.DSNS);
        Properties dsns = settings(events, LocalTopics.DSNS);
        LogConfig.validate(dsns);
        assertThat(dsns).containsEntry("cleanup.policy", "compact");
        assertThat(events.getOrDefault(LocalTopics.DSNS, new String[2])[1]).isEqualTo("1");
        Properties settings = settings(events, LocalTopics.EVENTS);
        LogConfig.validate(settings);
        assertThat(settings)
                .containsEntry(
                        "message.timestamp.after.max.ms",
                        String.valueOf(job().time().maxAheadMillis()))
                .containsEntry("retention.ms", String.valueOf(Duration.ofDays(3).toMillis()));
        assertThat(events.getOrDefault(LocalTopics.EVENTS, new String[2])[1])
                .isEqualTo(String.valueOf(LocalTopics.defaults().withEvents().count(LocalTopics.EVENTS)));
    }

    @Test
    void everySettingIsValidForKafka() {
        TOPICS.keySet().forEach(topic -> LogConfig.validate(settings(topic)));
    }

    @Test
    void topicsReadByKeyAreCompactedAndOthersHaveARetention() {
        List<String> compacted = List.of(
                job().topics().definitions(),
                job().topics().verdicts(),
                job().topics().signalState(),
                LocalTopics.SIGNAL_DELIVERIES);
        TOPICS.keySet().forEach(topic -> {
            Properties settings = settings(topic);
            assertThat(settings.getProperty("cleanup.policy", "delete"))
                    .as(topic)
                    .isEqualTo(compacted.contains(topic) ? "compact" : "delete");
            assertThat(settings.containsKey("retention.ms")).as(topic).isNotEqualTo(compacted.contains(topic));
        });
        assertThat(retention(job().topics().beacons())).isEqualTo(Duration.ofDays(7));
        assertThat(retention(job().topics().deadLetters())).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void theBrokerEnforcesTheTimestampBoundOfTheJob() {
        for (String topic : List.of(job().topics().beacons(), job().topics().synthetic())) {
            assertThat(settings(topic).getProperty("message.timestamp.after.max.ms"))
                    .isEqualTo(String.valueOf(job().time().maxAheadMillis()));
        }
    }

    private static Duration retention(String topic) {
        return Duration.ofMillis(Long.parseLong(settings(topic).getProperty("retention.ms")));
    }

    private static Properties settings(String topic) {
        return settings(TOPICS, topic);
    }

    private static Properties settings(Map<String, String[]> topics, String topic) {
        Properties settings = new Properties();
        String[] words = topics.getOrDefault(topic, new String[0]);
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            settings.setProperty(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return settings;
    }

    private static ConvergenceSettings job() {
        return ConvergenceSettings.from(
                Configuration.fromMap(CommandLine.parse(
                        "--kafka.bootstrap.servers", "b:1", "--postgres.url", "jdbc:postgresql://d/c")),
                ComposeFile.ENVIRONMENT);
    }

    private static Map<String, String[]> read(String file) {
        Map<String, String[]> topics = new TreeMap<>();
        for (String line : DeploymentFiles.text(file).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split("\\s+");
                assertThat(topics.put(words[0], words)).as(words[0]).isNull();
            }
        }
        return topics;
    }
}
