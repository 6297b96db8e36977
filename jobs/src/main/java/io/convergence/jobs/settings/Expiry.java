package io.convergence.jobs.settings;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The function of the database that drops expired rows of the tables of a job. Implementations are serializable. */
public interface Expiry extends Serializable {
    /** Name of the function. */
    String function();

    /** Its arguments: days that are kept of each table. */
    List<Integer> days();

    /** How old rows of a table become fewer, or null when all of them stay until they expire. */
    default @Nullable Thinning thinning(String table) {
        return null;
    }
}
