package io.convergence.launcher.harness;

import io.convergence.launcher.system.ClusterSettings;
import io.convergence.launcher.system.LocalSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.SystemSettings;
import io.convergence.launcher.system.Teardown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Broker, database and cluster, started once for all test classes; the job of each run gets a {@link Stage}. */
public final class StartedSystem implements BeforeAllCallback {
    private static final int MOST_SUBTASKS = 4;

    private @Nullable Shared shared;

    /** What is closed when the last test has ended. */
    private static final class Shared implements AutoCloseable {
        private final Teardown teardown = new Teardown();
        private final LocalSystem system;

        Shared() {
            RunDirectory run = teardown.add(RunDirectory.create());
            ClusterSettings cluster = new ClusterSettings(MOST_SUBTASKS, "rocksdb", 0, 0);
            SystemSettings settings = new SystemSettings(0, 0, LocalTopics.defaults(), cluster);
            system = LocalSystem.launch(settings, run, teardown, progress -> {});
        }

        @Override
        public void close() {
            teardown.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(StartedSystem.class))
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    }

    /** Empty topics, each with its default count of partitions, and an empty database. */
    public Stage stage() throws Exception {
        return stage(LocalTopics.defaults());
    }

    /** Empty topics and an empty database. */
    public Stage stage(LocalTopics topics) throws Exception {
        if (shared == null) {
            throw new IllegalStateException("a stage is set after the system was started");
        }
        return Stage.set(shared.system, topics);
    }
}
