/** What keeps personal data out of pages. The sender is assumed hostile. */
package io.convergence.core.privacy;
