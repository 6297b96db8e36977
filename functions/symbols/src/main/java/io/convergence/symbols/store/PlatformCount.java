package io.convergence.symbols.store;

/**
 * Numbers of a platform over all tenants.
 *
 * @param platform label of the platform
 * @param archives present archives of symbol files
 * @param lateStacks stacks that were not yet resolved with them
 */
public record PlatformCount(String platform, long archives, long lateStacks) {}
