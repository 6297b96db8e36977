package io.convergence.launcher.recovery;

import io.convergence.kit.process.JvmProcess;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong in a deployment, and how it is put right again. */
enum Fault {
    /** A TaskManager dies without a word and another one takes its place. */
    TASK_MANAGER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            restart(anyOf(system.flink().taskManagers(), random), random);
        }
    },

    /** All TaskManagers die at once. */
    EVERY_TASK_MANAGER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            List<JvmProcess> all = system.flink().taskManagers();
            for (JvmProcess each : all) {
                each.kill();
            }
            pause(random.nextInt(3_000));
            all.forEach(JvmProcess::start);
        }
    },

    /** The JobManager dies; another one finds the job where it was. */
    JOB_MANAGER_KILLED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            restart(system.flink().jobManager(), random);
        }
    },

    /** A TaskManager hangs until it counts as lost, and goes on as if it were not. */
    TASK_MANAGER_PAUSED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            hold(anyOf(system.flink().taskManagers(), random), 12_000);
        }
    },

    /** The broker hangs for longer than a checkpoint may take. */
    BROKER_PAUSED {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            hold(system.broker(), ChaosIT.CHECKPOINT_TIMEOUT.toMillis() + 1_000 + random.nextInt(3_000));
        }
    },

    /** The database is shut down and started again. */
    DATABASE_RESTARTED {
        @Override
        void strike(DeployedSystem system, Random random) {
            system.database().stop();
            pause(random.nextInt(4_000));
            system.database().start();
        }
    },

    /** No process of Flink can write more than a page to any file. */
    DISK_FULL {
        @Override
        void strike(DeployedSystem system, Random random) throws InterruptedException {
            limit(system, "4096");
            pause(4_000 + random.nextInt(3_000));
            limit(system, "unlimited");
        }
    };

    /** Lets it happen and puts it right; what it leads to goes on after that. */
    abstract void strike(DeployedSystem system, Random random) throws InterruptedException;

    private static void restart(JvmProcess process, Random random) throws InterruptedException {
        process.kill();
        pause(random.nextInt(3_000));
        process.start();
    }

    private static void hold(JvmProcess process, long millis) throws InterruptedException {
        process.pause();
        pause(millis);
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

    /** Real time goes by: how long a fault lasts is a part of it. */
    static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
