package io.convergence.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.kafka.DefinitionSource;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.IntakeSettings;
import io.convergence.launcher.system.EmbeddedKafka;
import io.convergence.launcher.system.LocalTopics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DefinitionTopicIT {
    private static final long AT = 1_780_660_800_000L;

    @TempDir
    private Path directory;

    private @Nullable EmbeddedKafka kafka;

    @BeforeEach
    void startABroker() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        LocalTopics.defaults().create(kafka.bootstrapServers());
    }

    @AfterEach
    void stopTheBroker() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void anEmptyTopicDefinesNothing() {
        assertThat(read()).isEqualTo(InitialDefinitions.NONE);
    }

    @Test
    void theLatestOfEachKeyIsReadInTheOrderOfTheTopic() {
        publish("acme/SLO/a", "{1}");
        publish("acme/SLO/b", "{2}");
        publish("acme/SLO/a", "{3}");
        publish("acme/SLO/c", "{4}");
        publish("acme/SLO/c", null);

        assertThat(read())
                .isEqualTo(new InitialDefinitions(
                        4,
                        List.of(
                                new DefinitionRecord("acme/SLO/b", 1, AT, "{2}"),
                                new DefinitionRecord("acme/SLO/a", 2, AT, "{3}"),
                                new DefinitionRecord("acme/SLO/c", 4, AT, null))));
    }

    @Test
    void aTopicOfSeveralPartitionsIsRefused() {
        assertThatThrownBy(() -> DefinitionSource.read(settings().kafka(), LocalTopics.DEFINITIONS, 4))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .asString()
                                .startsWith("topics.definitions: the topic 'slo.definitions' has 4 partitions"));
    }

    @Test
    void theJobReadsTheTopicFromItsFirstRecord() throws Exception {
        publish("acme/SLO/a", "{1}");
        publish("acme/SLO/a", null);
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());

        List<DefinitionRecord> records = DefinitionSource.attach(
                        environment, settings().kafka(), LocalTopics.DEFINITIONS, InitialDefinitions.NONE)
                .executeAndCollect(2);

        assertThat(records)
                .containsExactly(
                        new DefinitionRecord("acme/SLO/a", 0, AT, "{1}"),
                        new DefinitionRecord("acme/SLO/a", 1, AT, null));
    }

    @Test
    void theTopicHoldsEventTimeBackNowhereEvenWhenItIsEmpty() throws Exception {
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        DataStream<Long> events = environment
                .fromData(AT, AT + 1)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((at, before) -> at));
        DataStream<DefinitionRecord> definitions = DefinitionSource.attach(
                environment, settings().kafka(), LocalTopics.DEFINITIONS, InitialDefinitions.NONE);

        List<Long> fired = events.keyBy(at -> 0, Types.INT)
                .connect(definitions.keyBy(definition -> 0, Types.INT))
                .process(new EchoAtTheEnd(), Types.LONG)
                .executeAndCollect(1);

        assertThat(fired).containsExactly(AT + 100);
    }

    /** Fires 99 ms after the last event. */
    private static final class EchoAtTheEnd extends KeyedCoProcessFunction<Integer, Long, DefinitionRecord, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement1(Long at, Context context, Collector<Long> out) {
            context.timerService().registerEventTimeTimer(AT + 100);
        }

        @Override
        public void processElement2(DefinitionRecord definition, Context context, Collector<Long> out) {
            throw new IllegalStateException("the topic is empty");
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
            out.collect(timestamp);
        }
    }

    private InitialDefinitions read() {
        return DefinitionSource.read(settings().kafka(), LocalTopics.DEFINITIONS, 1);
    }

    private void publish(String key, @Nullable String value) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(LocalTopics.DEFINITIONS, 0, AT, key, value))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ConvergenceSettings settings() {
        Configuration configuration = new Configuration();
        configuration.setString("kafka.bootstrap.servers", bootstrapServers());
        configuration.setString("postgres.url", "jdbc:postgresql://localhost:9/none");
        return ConvergenceSettings.from(
                configuration, Map.of(IntakeSettings.FINGERPRINT_SECRET, "0123456789abcdef0123456789abcdef"));
    }

    private String bootstrapServers() {
        if (kafka == null) {
            throw new IllegalStateException("the broker is started before each test");
        }
        return kafka.bootstrapServers();
    }
}
