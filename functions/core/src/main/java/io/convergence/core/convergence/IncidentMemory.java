package io.convergence.core.convergence;

/**
 * Counts of the open incident of an app that can no longer be taken from the stored slices.
 *
 * @param forgottenViews views since the incident opened in slices that are no longer stored
 * @param forgottenErrorViews error views among them
 * @param missingViews missing views of the traffic collapses that ended during the incident
 */
public record IncidentMemory(long forgottenViews, long forgottenErrorViews, long missingViews) {

    /** No incident, or one that has just opened. */
    public static final IncidentMemory NONE = new IncidentMemory(0, 0, 0);
}
