package io.convergence.launcher;

import io.convergence.launcher.system.Endpoints;
import io.convergence.launcher.system.FlatJson;
import io.convergence.launcher.system.LocalJob;
import io.convergence.launcher.system.LocalTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** A small job over the real topics: copies each beacon as a verdict at its event time, in transactions. */
final class EchoJob implements LocalJob {
    /** Schema without decoding. */
    public static final class Bytes extends AbstractDeserializationSchema<byte[]> {
        private static final long serialVersionUID = 1;

        @Override
        public byte[] deserialize(byte[] message) {
            return message;
        }
    }

    /** Creates one verdict per beacon and none per heartbeat. */
    public static final class Echo implements FlatMapFunction<byte[], String> {
        private static final long serialVersionUID = 1;

        @Override
        public void flatMap(byte[] value, Collector<String> out) {
            Map<String, String> members = new FlatJson().members(value);
            if (!members.containsKey("heartbeat")) {
                out.collect("{\"id\":\"" + members.get("id") + "\",\"window_end\":" + members.get("received_at")
                        + ",\"changed\":" + String.valueOf(members.get("id")).endsWith("0") + '}');
            }
        }
    }

    @Override
    public List<String> problems(Map<String, String> options) {
        return options.keySet().stream().map(key -> key + " is unknown").toList();
    }

    @Override
    public StreamExecutionEnvironment build(Configuration cluster, Endpoints endpoints, Map<String, String> options) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(cluster);
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(endpoints.bootstrapServers())
                .setTopics(LocalTopics.BEACONS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new Bytes())
                .build();
        KafkaSink<String> sink = KafkaSink.<String>builder()
                .setBootstrapServers(endpoints.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("echo")
                .setProperty("transaction.timeout.ms", "600000")
                .setRecordSerializer(KafkaRecordSerializationSchema.<String>builder()
                        .setTopic(LocalTopics.VERDICTS)
                        .setKeySerializationSchema(value -> value.getBytes(StandardCharsets.UTF_8))
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build();
        environment
                .fromSource(source, WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofSeconds(5)), "beacons")
                .uid("beacons")
                .rebalance()
                .flatMap(new Echo())
                .uid("echo")
                .rebalance()
                .sinkTo(sink)
                .uid("verdicts");
        return environment;
    }
}
