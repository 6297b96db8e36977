/** DWARF 2 to 5: functions, inlined calls and lines of addresses. */
@NullMarked
package io.convergence.symbols.dwarf;

import org.jspecify.annotations.NullMarked;
