/** How results are spelled for readers outside: values of the output topics and binary columns. Pure functions. */
package io.convergence.core.codec;
