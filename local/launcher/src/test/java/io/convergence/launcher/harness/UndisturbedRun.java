package io.convergence.launcher.harness;

import io.convergence.core.slo.openslo.Document;
import io.convergence.launcher.system.RecordPublisher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job commits that nothing disturbs, over a vector with objectives of every kind. It is run once for all test
 * classes.
 *
 * @param mix the stream
 * @param objectives definitions
 * @param committed in the end
 */
public record UndisturbedRun(TestVector mix, List<Document> objectives, Committed committed) {
    private static @Nullable UndisturbedRun known;

    public static synchronized UndisturbedRun on(StartedSystem system) throws Exception {
        UndisturbedRun run = known;
        if (run == null) {
            run = taken(system, TestVector.load("mix-1"), Objectives.ofEveryKind("mix-1"));
            known = run;
        }
        return run;
    }

    private static UndisturbedRun taken(StartedSystem system, TestVector mix, List<Document> objectives) throws Exception {
        try (Stage stage = system.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            long last = Tape.of(mix, publisher, stage.topics()).playOutWithObjectives();
            Committed committed = Committed.of(stage.finish(stage.start(Variant.usual()), last), stage);
            committed.holdsBudgets(objectives.size());
            return new UndisturbedRun(mix, objectives, committed);
        }
    }
}
