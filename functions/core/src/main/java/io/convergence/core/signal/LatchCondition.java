package io.convergence.core.signal;

/** Whether the condition of a latched signal holds at a boundary. */
public enum LatchCondition {
    /** The condition holds. */
    HOLDS,
    /** Enough was measured, and the condition does not hold. */
    RECOVERED,
    /** Too little was measured to decide. */
    NO_DATA
}
