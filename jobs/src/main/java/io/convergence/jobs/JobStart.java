package io.convergence.jobs;

import io.convergence.jobs.settings.InvalidSettings;
import java.io.PrintStream;

/** How every job starts: a misconfiguration is told in lines a person can read, not in a stack trace. */
public final class JobStart {
    /** What a shell is told when nothing was wrong. */
    public static final int STARTED = 0;

    /** What a shell is told when the job refuses to start. */
    public static final int REFUSED = 2;

    private JobStart() {}

    /** A job, from its arguments to its submission. */
    @FunctionalInterface
    public interface Steps {
        /** Runs the job. */
        void run() throws Exception;
    }

    /**
     * Runs a job and tells the exit code. Failures other than a refusal are thrown.
     *
     * @param errors where problems are written, one a line
     */
    public static int run(PrintStream errors, Steps steps) throws Exception {
        try {
            steps.run();
            return STARTED;
        } catch (InvalidSettings refusal) {
            errors.println("The job does not start:");
            refusal.problems().forEach(problem -> errors.println("  - " + problem));
            return REFUSED;
        }
    }
}
