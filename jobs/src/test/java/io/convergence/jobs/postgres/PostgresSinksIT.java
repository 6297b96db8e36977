package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.SinkSettings;
import io.convergence.jobs.settings.TableSettings;
import io.convergence.jobs.settings.Thinning;
import io.convergence.jobs.tables.TransitionsTable;
import io.convergence.jobs.topology.Uids;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSinksIT {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @Test
    void aStreamIsWrittenInBatchesToPartitionsOfItsDays() throws Exception {
        Store store = Store.create();
        StreamExecutionEnvironment environment = JobEnvironment.create(new Configuration());
        environment.setParallelism(2);
        Table<VerdictRecord> table = TransitionsTable.table();
        PostgresSinks sinks = new PostgresSinks(
                new TableSettings(
                        store.settings(),
                        new SinkSettings(2, 7, 1_000, 1_000_000),
                        new RetentionSettings(90, 90, 90, 90, 90, 90, 90, new Thinning(6, 72))),
                2);
        List<VerdictRecord> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            changes.add(confirmed("app" + i % 10, NOON + i / 10 * 86_400_000L));
        }
        DataStream<VerdictRecord> stream = Uids.identify(
                environment.fromData(TypeInformation.of(VerdictRecord.class), changes.toArray(VerdictRecord[]::new)),
                "changes");
        sinks.write(stream, table, 90, "transitions");
        environment.execute();
        assertThat(store.query("SELECT count(*), count(DISTINCT app), count(DISTINCT window_end) "
                        + "FROM convergence_transitions"))
                .containsExactly("100|10|10");
        assertThat(store.query("SELECT count(*) FROM day_partitions('convergence_transitions')"))
                .containsExactly("10");
    }
}
