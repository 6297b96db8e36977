package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.convergence.VerdictRecord;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.Signal;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.LateBeacons;
import io.convergence.core.window.PageMinute;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.connect.Intake;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.InvalidSettings;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.Uids;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ConvergenceJobTest {
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Stands in for the type that the topology brings along; the graph is drawn, never run. */
    private static final TypeInformation<PageMinute> PAGE_MINUTE = Types.POJO(
            PageMinute.class,
            Map.of(
                    "tenant", Types.STRING,
                    "app", Types.STRING,
                    "host", Types.STRING,
                    "page", Types.STRING,
                    "minute", Types.LONG,
                    "views", Types.LONG,
                    "errorViews", Types.LONG,
                    "vitals", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));

    @Test
    void everyOperatorOfSourcesAndSinksIsNamedAndBounded() {
        StreamGraph graph = graph("convergence,slo");
        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .contains(
                        "beacons",
                        "synthetic-results",
                        "encode-dead-letters",
                        "encode-verdicts",
                        "encode-verdict-tombstones",
                        "encode-signals",
                        "encode-signal-tombstones",
                        "encode-late-beacons",
                        "encode-late-synthetic",
                        "batch-verdicts",
                        "changes-only",
                        "batch-transitions",
                        "partition-transitions",
                        "batch-page-minutes",
                        "partition-page-minutes",
                        "batch-signals")
                .doesNotContainNull();
        assertThat(graph.getJobGraph().getMaximumParallelism()).isEqualTo(6);
        assertThat(parallelism(graph, "beacons")).isEqualTo(6);
        assertThat(parallelism(graph, "synthetic-results")).isEqualTo(3);
        assertThat(parallelism(graph, "batch-signals")).isEqualTo(4);
    }

    @Test
    void aBranchThatDoesNotPublishHasNoSinksButDeadLettersHave() {
        assertThat(graph("slo").getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .contains("encode-dead-letters")
                .doesNotContain("encode-verdicts", "batch-verdicts");
    }

    @Test
    void exactlyOnceWithoutCheckpointsIsRefused() {
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        assertThatThrownBy(() -> assemble(environment, SettingsSamples.settings()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("execution.checkpointing.interval");
    }

    private static StreamGraph graph(String branches) {
        Configuration given =
                SettingsSamples.given("execution.checkpointing.interval", "10 s", "parallelism.default", "6");
        StreamExecutionEnvironment environment = JobEnvironment.create(given);
        assemble(environment, SettingsSamples.settings("convergence.branches", branches));
        return environment.getStreamGraph();
    }

    private static int parallelism(StreamGraph graph, String uid) {
        return graph.getStreamNodes().stream()
                .filter(node -> uid.equals(node.getTransformationUID()))
                .findFirst()
                .orElseThrow()
                .getParallelism();
    }

    private static void assemble(StreamExecutionEnvironment environment, ConvergenceSettings settings) {
        ConvergenceJob.assemble(
                environment,
                settings,
                Map.of("rum.beacons", 8, "synthetic.results", 3),
                Intake.beacons(ConvergenceJobTest::refusing, TypeInformation.of(new TypeHint<>() {})),
                Intake.synthetic(ConvergenceJobTest::refusing, TypeInformation.of(new TypeHint<>() {})),
                ConvergenceJobTest::onlyDeadLetters);
    }

    private static <T> Intake.Decoder<T> refusing() {
        return value -> new Decoded.Rejected<>(new Rejection(RejectReason.MALFORMED, null, "refused"));
    }

    /** A graph in which nothing but dead letters ever comes out. */
    private static ConvergenceOutputs onlyDeadLetters(
            DataStream<Arrival<Beacon>> beacons,
            DataStream<Arrival<SyntheticResult>> synthetic,
            ConvergenceSettings settings) {
        return new ConvergenceOutputs(
                none(beacons, VerdictRecord.class),
                none(beacons, String.class),
                none(beacons, Signal.class),
                none(beacons, String.class),
                none(beacons, PAGE_MINUTE),
                none(beacons, LateBeacons.class),
                none(synthetic, SyntheticResult.class),
                Uids.identify(
                        beacons.flatMap(
                                (arrival, out) -> {
                                    DeadLetter letter = arrival.deadLetter();
                                    if (letter != null) {
                                        out.collect(letter);
                                    }
                                },
                                TypeInformation.of(DeadLetter.class)),
                        "dead-letters"));
    }

    private static <T> DataStream<T> none(DataStream<?> stream, Class<T> type) {
        return none(stream, TypeInformation.of(type));
    }

    private static <T> DataStream<T> none(DataStream<?> stream, TypeInformation<T> type) {
        return Uids.identify(stream.flatMap((element, out) -> {}, type), "no-" + NEXT.incrementAndGet());
    }
}
