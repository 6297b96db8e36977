package io.convergence.bench.console;

/**
 * Change of the group of the first screen in which a host stands.
 *
 * @param at when the page was drawn, epoch milliseconds of this machine's clock
 * @param host host name
 * @param group {@code users}, {@code checks}, {@code healthy} or {@code silent}
 * @param affected number of hosts in the group {@code users} of the same drawing
 * @param title title of the page after the same drawing
 */
record ShownGroup(long at, String host, String group, int affected, String title) {
    private static final int COLUMNS = 5;

    /** The change of a line with all members, separated by tabs. */
    static ShownGroup of(String line) {
        String[] columns = line.split("\t", COLUMNS);
        return new ShownGroup(
                Long.parseLong(columns[0]), columns[1], columns[2], Integer.parseInt(columns[3]), columns[4]);
    }

    /** Whether the title has the number of affected hosts, and names the state in words. */
    boolean isTitled() {
        return affected == 0
                ? title.contains("no user impact observed") && !title.startsWith("(")
                : title.startsWith("(" + affected + ")") && title.contains("users affected");
    }
}
