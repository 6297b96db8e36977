/** Adapters that turn the reports of synthetic monitoring tools into results. */
package io.convergence.gateway.synthetic;
