package io.convergence.symbols.web;

/**
 * One segment of a source map.
 *
 * @param column generated column, from 0
 * @param source index of the source; negative or beyond the sources: the segment is unmapped
 * @param originalLine from 0
 * @param originalColumn from 0
 * @param name index of the name; negative or beyond the names: the segment has no name
 */
record Segment(int column, int source, int originalLine, int originalColumn, int name) {}
