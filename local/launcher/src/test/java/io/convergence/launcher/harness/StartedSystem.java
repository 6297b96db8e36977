package io.convergence.launcher.harness;

import io.convergence.core.settings.Secret;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.launcher.system.ClusterSettings;
import io.convergence.launcher.system.LocalSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.SystemSettings;
import io.convergence.launcher.system.Teardown;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Extension that starts broker, database and cluster once for all test classes of the JVM. Each run of a job has its own {@link Stage}. */
public final class StartedSystem implements BeforeAllCallback {
    private static final int MOST_SUBTASKS = 4;

    private @Nullable Shared shared;

    /** The system; JUnit closes it after the last test. */
    private static final class Shared implements AutoCloseable {
        private final Teardown teardown = new Teardown();
        private final LocalSystem system;
        private boolean hasTemplate;

        Shared() {
            RunDirectory run = teardown.add(RunDirectory.create());
            ClusterSettings cluster = new ClusterSettings(MOST_SUBTASKS, "rocksdb", 0, 0);
            SystemSettings settings = new SystemSettings(0, 0, LocalTopics.defaults(), cluster);
            system = LocalSystem.launch(settings, run, teardown, progress -> {});
        }

        /** The system; its template database has the tables, so that not every stage has to migrate its own. */
        synchronized LocalSystem system() throws Exception {
            if (!hasTemplate) {
                EmbeddedDatabase server = system.database();
                server.sql().execute("CREATE DATABASE " + Stage.TEMPLATE);
                Migrations.apply(new PostgresSettings(
                        server.jdbcUrl(Stage.TEMPLATE), server.user(), new Secret(server.password()), Map.of()));
                hasTemplate = true;
            }
            return system;
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

    /** A stage whose topics have their default partition counts. */
    public Stage stage() throws Exception {
        return stage(LocalTopics.defaults());
    }

    /** A stage with empty topics and an empty database. It replaces the topics of the stage before. */
    public Stage stage(LocalTopics topics) throws Exception {
        if (shared == null) {
            throw new IllegalStateException("the system has not been started yet");
        }
        return Stage.create(shared.system(), topics);
    }
}
