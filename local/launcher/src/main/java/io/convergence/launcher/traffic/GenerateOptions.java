package io.convergence.launcher.traffic;

import java.nio.file.Path;

/**
 * Options of generated traffic.
 *
 * @param out directory for the files
 * @param beacons number of views
 * @param keys number of keys (tenant, app, host)
 * @param checkedKeys most keys whose hosts are checked
 * @param minutes time span of the records
 * @param seed equal seeds write equal files
 */
public record GenerateOptions(Path out, int beacons, int keys, int checkedKeys, int minutes, long seed) {}
