/** Verdicts: the joint state of real users and synthetic checks for an app on a host, and the records that carry it. */
package io.convergence.core.verdict;
