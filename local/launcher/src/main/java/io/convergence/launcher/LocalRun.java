package io.convergence.launcher;

import io.convergence.cli.command.FailureReason;
import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.command.JobOptions;
import io.convergence.launcher.system.LocalJob;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runner of commands that start a local system. Everything that a command starts ends with it, also when the process is
 * terminated.
 *
 * @param job runs in the system
 * @param out standard output
 * @param error standard error
 */
record LocalRun(LocalJob job, Console out, Console error) {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    /** A command in its run directory; the teardown closes what the command starts. */
    interface Body {
        /**
         * Runs the command to its end.
         *
         * @param jobOptions checked options of the job
         */
        void run(RunDirectory directory, Teardown teardown, Map<String, String> jobOptions) throws Exception;
    }

    /**
     * Runs a command; returns the exit code.
     *
     * @param name of the command
     * @param directory for the log and all data; deleted at the end, except for the log of a command that failed
     * @throws UsageException when an option of the job is unknown or invalid; nothing was started then
     */
    int run(String name, RunDirectory directory, JobOptions options, Body command) throws UsageException {
        System.setProperty("convergence.log", directory.log().toString());
        System.setProperty("log.file", directory.log().toString());
        Logger log = LoggerFactory.getLogger(LocalRun.class);
        try (Teardown teardown = new Teardown()) {
            teardown.add(directory);
            Map<String, String> jobOptions = options.values();
            List<String> problems = job.problems(jobOptions);
            if (!problems.isEmpty()) {
                throw new UsageException(options.origin() + ": " + String.join("; ", problems));
            }
            teardown.onExit(() -> out.progress("stopping"));
            try {
                command.run(directory, teardown, jobOptions);
                return DONE;
            } catch (Exception e) {
                if (!teardown.isClosing()) {
                    log.error("{} failed", name, e);
                    directory.keepLog();
                    error.line("convergence: " + name + " failed: " + FailureReason.of(e) + "; the log is "
                            + directory.log());
                }
                return FAILED;
            }
        }
    }
}
