package io.convergence.jobs;

import io.convergence.core.settings.InvalidSettings;
import java.io.PrintStream;

/** Start of a job that reports invalid settings as readable lines instead of a stack trace. */
public final class JobStart {
    /** Exit code after a successful submission. */
    public static final int STARTED = 0;

    /** Exit code when the settings are invalid. */
    public static final int REFUSED = 2;

    private JobStart() {}

    /** Everything from the arguments to the submission of a job. */
    @FunctionalInterface
    public interface Steps {
        /** Submits the job. */
        void run() throws Exception;
    }

    /**
     * Runs the steps and returns the exit code. Exceptions other than {@link InvalidSettings} are rethrown.
     *
     * @param errors stream to which problems are written, one per line
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
