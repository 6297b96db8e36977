package io.convergence.jobs.connect;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.SloSamples.definition;
import static io.convergence.core.samples.SloSamples.report;
import static io.convergence.core.samples.SloSamples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.jobs.topology.SloOutputs;
import io.convergence.jobs.topology.Uids;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SloSinksIT {
    private static final int MINUTES = 200;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @Test
    void everyOutputReachesItsTable() throws Exception {
        Store store = Store.create();
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        environment.setParallelism(2);
        List<SloSnapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < MINUTES; i++) {
            snapshots.add(snapshot("host=" + i % 7, NOON + i * 600_000L, 0, 1000));
            snapshots.add(snapshot("host=" + i % 7, NOON + i * 600_000L, 1, 1001));
        }
        SloSinks.attach(
                new SloOutputs(
                        stream(environment, SloSnapshot.class, snapshots, "snapshots"),
                        stream(environment, SloReport.class, List.of(report(ReportKind.DAY, 9, 1000)), "reports"),
                        stream(environment, SignalUpdate.class, List.of(SignalUpdate.end("k", NOON)), "signals"),
                        stream(
                                environment,
                                SloUpdate.class,
                                List.of(new SloUpdate("acme", "fast", Long.MIN_VALUE, 1, definition("fast"))),
                                "definitions"),
                        stream(
                                environment,
                                LateEvents.class,
                                List.of(new LateEvents("acme", "fast", "", NOON, 1, 0)),
                                "late"),
                        stream(
                                environment,
                                DeadLetter.class,
                                List.of(new DeadLetter(RejectReason.MALFORMED, "acme", "t", 0, 0, 1, "f")),
                                "letters")),
                SettingsSamples.settings(
                                "postgres.url", store.settings().url(),
                                "postgres.user", store.settings().user())
                        .forTables());

        environment.execute();

        assertThat(store.query("SELECT count(*), min(revision), count(DISTINCT slo_group) FROM slo_snapshots"))
                .containsExactly(MINUTES + "|1|7");
        assertThat(store.query("SELECT slo_group, revision, extract(epoch FROM window_end)::bigint * 1000 - " + NOON
                        + " FROM slo_status ORDER BY window_end"))
                .containsExactlyElementsOf(IntStream.range(MINUTES - 7, MINUTES)
                        .mapToObj(i -> "host=" + i % 7 + "|1|" + i * 600_000L)
                        .toList());
        assertThat(store.query("SELECT count(*) FROM day_partitions('slo_snapshots')"))
                .containsExactly("2");
        assertThat(store.query("SELECT kind, bad FROM slo_reports")).containsExactly("day|50");
        assertThat(store.query("SELECT slo, display_name FROM slos")).containsExactly("fast|Shop is fast");
    }

    @SuppressWarnings("unchecked") // the array is created with the class of its elements
    private static <T> DataStream<T> stream(
            StreamExecutionEnvironment environment, Class<T> type, List<T> elements, String uid) {
        T[] array = elements.toArray((T[]) Array.newInstance(type, 0));
        return Uids.identify(environment.fromData(TypeInformation.of(type), array), uid);
    }
}
