package io.convergence.core.verdict;

/**
 * The outcome of the convergence rule for one window.
 *
 * @param verdict the verdict of both planes together
 * @param rumDegraded whether the real-user plane is degraded
 * @param byCollapse whether the real-user plane is degraded only because its traffic collapsed
 * @param syntheticDegraded whether the synthetic plane is degraded
 * @param byRecentChecks whether the recent results alone decided on the synthetic plane
 * @param rumData how much real-user data the window holds
 * @param syntheticData whether the window holds synthetic data
 * @param trust which planes the verdict rests on
 */
public record Decision(
        Verdict verdict,
        boolean rumDegraded,
        boolean byCollapse,
        boolean syntheticDegraded,
        boolean byRecentChecks,
        RumData rumData,
        SyntheticData syntheticData,
        Trust trust) {}
