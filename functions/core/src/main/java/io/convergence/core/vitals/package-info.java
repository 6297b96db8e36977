/** Web vitals of page views: the six measurements, and histograms of them that can be merged and subtracted. */
package io.convergence.core.vitals;
