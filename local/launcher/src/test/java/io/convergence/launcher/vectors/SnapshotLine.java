package io.convergence.launcher.vectors;

import io.convergence.launcher.harness.Members;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a snapshot file: the state of a budget at a boundary.
 *
 * @param members scalar members
 * @param windows counts as {@code good bad} by the name of the window
 */
record SnapshotLine(Members members, Map<String, String> windows) {
    private static final Pattern WINDOWS = Pattern.compile("\"windows\":\\{(.*?)\\}\\}");
    private static final Pattern WINDOW = Pattern.compile("\"(\\w+)\":\\{\"good\":(\\d+),\"bad\":(\\d+)");

    /** The snapshot of a line. */
    static SnapshotLine of(String line) {
        Map<String, String> windows = new TreeMap<>();
        Matcher all = WINDOWS.matcher(line);
        if (all.find()) {
            Matcher each = WINDOW.matcher(all.group(1));
            while (each.find()) {
                windows.put(each.group(1), each.group(2) + ' ' + each.group(3));
            }
        }
        return new SnapshotLine(Members.of(line), windows);
    }

    /** The key of the budget. */
    String budget() {
        return members.joined("tenant", "slo", "group");
    }

    /** The boundary, epoch milliseconds. */
    long at() {
        return members.number("at");
    }

    /** All counts of the snapshot. */
    String counts() {
        return members.joined("good", "bad", "total") + ' ' + windows;
    }
}
