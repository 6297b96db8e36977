/** Headless Chromium, driven over WebDriver. */
@NullMarked
package io.convergence.kit.browser;

import org.jspecify.annotations.NullMarked;
