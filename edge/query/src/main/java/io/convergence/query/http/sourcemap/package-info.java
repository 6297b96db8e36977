/** The paths of archives of symbol files, which answer in a form of their own. */
@NullMarked
package io.convergence.query.http.sourcemap;

import org.jspecify.annotations.NullMarked;
