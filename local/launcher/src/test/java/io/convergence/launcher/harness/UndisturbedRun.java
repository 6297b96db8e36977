package io.convergence.launcher.harness;

import io.convergence.core.slo.openslo.Document;
import io.convergence.launcher.system.RecordPublisher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The committed output of a job that runs without interruption over a test vector with objectives of every kind. The job
 * runs once for all test classes of the JVM.
 *
 * @param vector the input
 * @param objectives the definitions
 * @param committed records and rows at the end
 */
public record UndisturbedRun(TestVector vector, List<Document> objectives, Committed committed) {
    private static @Nullable UndisturbedRun shared;

    /** The run; executes it at the first call. */
    public static synchronized UndisturbedRun on(StartedSystem system) throws Exception {
        UndisturbedRun run = shared;
        if (run == null) {
            run = execute(system, TestVector.load("mix-1"), Objectives.ofEveryKind("mix-1"));
            shared = run;
        }
        return run;
    }

    private static UndisturbedRun execute(StartedSystem system, TestVector vector, List<Document> objectives)
            throws Exception {
        try (Stage stage = system.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            long last = Tape.of(vector, publisher, stage.topics()).playOutWithObjectives();
            Committed committed = Committed.of(stage.finish(stage.start(Variant.usual()), last), stage);
            committed.assertHasBudgets(objectives.size());
            return new UndisturbedRun(vector, objectives, committed);
        }
    }
}
