package io.convergence.core.window;

/**
 * Number of page views of one page.
 *
 * @param page redacted path
 * @param views number of views
 * @param errorViews number of views with an error or a failed request
 */
public record PageCount(String page, int views, int errorViews) {}
