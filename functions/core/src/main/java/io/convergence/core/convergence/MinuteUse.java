package io.convergence.core.convergence;

/** What the verdicts of full minutes are used for beside those that are published. */
public enum MinuteUse {
    /** For nothing: neither objectives nor the table of minutes read them, so they are not formed. */
    UNUSED,
    /** Objectives count them: they have counts and no percentiles. */
    COUNTED,
    /** They are stored, with percentiles. */
    STORED
}
