package io.convergence.launcher.recovery;

import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** A fault of a deployment, together with its repair. */
enum Fault {
    /** A TaskManager is killed and started again. */
    TASK_MANAGER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            restart(anyOf(system.flink().taskManagers(), random), random);
        }
    },

    /** All TaskManagers are killed at once and started again. */
    EVERY_TASK_MANAGER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            List<JvmProcess> all = system.flink().taskManagers();
            for (JvmProcess each : all) {
                each.kill();
            }
            Waiting.pause(random.nextInt(3_000));
            all.forEach(JvmProcess::start);
        }
    },

    /** The JobManager is killed and started again; it recovers the job. */
    JOB_MANAGER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            restart(system.flink().jobManager(), random);
        }
    },

    /** A TaskManager is frozen until the JobManager considers it lost, and then continues. */
    TASK_MANAGER_PAUSED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            freeze(anyOf(system.flink().taskManagers(), random), 12_000);
        }
    },

    /** The broker is frozen for longer than a checkpoint may take. */
    BROKER_PAUSED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            freeze(system.broker(), ChaosIT.CHECKPOINT_TIMEOUT.toMillis() + 1_000 + random.nextInt(3_000));
        }
    },

    /** The broker is killed and started again. */
    BROKER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            restart(system.broker(), random);
        }
    },

    /** A partition is added to both input topics. */
    PARTITIONS_ADDED {
        @Override
        void strike(DeployedSystem system, Random random) {
            system.addPartitions();
        }
    },

    /** The database is shut down and started again. */
    DATABASE_RESTARTED {
        @Override
        void strike(DeployedSystem system, Random random) {
            system.database().stop();
            Waiting.pause(random.nextInt(4_000));
            system.database().start();
        }
    },

    /** The database is frozen: its connections stay open, and no statement ends. */
    DATABASE_PAUSED {
        @Override
        void strike(DeployedSystem system, Random random) {
            system.database().pause();
            try {
                Waiting.pause(6_000 + random.nextInt(6_000));
            } finally {
                system.database().resume();
            }
        }
    },

    /** The database refuses every new row because its disk is full. */
    DATABASE_FULL {
        @Override
        void strike(DeployedSystem system, Random random) throws SQLException {
            FullDatabase full = new FullDatabase(system.database().sql());
            full.refuseRows();
            Waiting.pause(4_000 + random.nextInt(4_000));
            full.acceptRows();
        }
    },

    /** No process of Flink can write more than a page to any file, as on a full disk. */
    DISK_FULL {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            limit(system, "4096");
            Waiting.pause(4_000 + random.nextInt(3_000));
            limit(system, "unlimited");
        }
    };

    /** Causes the fault and repairs it; its consequences may continue afterwards. */
    abstract void strike(DeployedSystem system, Random random) throws InterruptedException, SQLException;

    private static void restart(JvmProcess process, Random random) throws InterruptedException {
        process.kill();
        Waiting.pause(random.nextInt(3_000));
        process.start();
    }

    private static void freeze(JvmProcess process, long millis) throws InterruptedException {
        process.pause();
        Waiting.pause(millis);
        process.resume();
    }

    private static void limit(DeployedSystem system, String bytes) throws InterruptedException {
        system.supervise();
        for (JvmProcess each : system.flink().all()) {
            each.limitFiles(bytes);
        }
    }

    private static JvmProcess anyOf(List<JvmProcess> processes, Random random) {
        return processes.get(random.nextInt(processes.size()));
    }
}
