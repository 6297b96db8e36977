/** What tools of synthetic monitoring post, each in its own format, read as results. */
package io.convergence.gateway.synthetic;
