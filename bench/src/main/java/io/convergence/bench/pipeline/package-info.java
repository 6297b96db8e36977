/**
 * Measurement of the whole pipeline over one topic: the job of this project beside the cost of reading the topic alone and
 * beside what users would otherwise write, each in a process of its own.
 */
@NullMarked
package io.convergence.bench.pipeline;

import org.jspecify.annotations.NullMarked;
