package io.convergence.core.convergence;

import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;

/**
 * What the rule says of a window.
 *
 * @param verdict what the planes together say
 * @param rumDegraded whether the real-user plane is degraded
 * @param syntheticDegraded whether the synthetic plane is degraded
 * @param rumData how much real-user data there is
 * @param syntheticData whether there is synthetic data
 * @param trust what the verdict rests on
 */
public record Decision(
        Verdict verdict,
        boolean rumDegraded,
        boolean syntheticDegraded,
        RumData rumData,
        SyntheticData syntheticData,
        Trust trust) {}
