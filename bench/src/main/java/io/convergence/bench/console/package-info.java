/** Client of {@code bench/incidents.sh}: how soon the console shows what the job has decided. */
@NullMarked
package io.convergence.bench.console;

import org.jspecify.annotations.NullMarked;
