package io.convergence.core.window;

import java.util.Arrays;

/**
 * Recognition of hosts with many views, whose records are spread over all partitions: one partition, and the subtask that reads
 * it, could not keep up with a host that has a large part of all views. Not thread-safe.
 *
 * <p>Views are counted by second in a table of fixed size. Hosts with the same place in it are counted together, which can
 * spread a host that has few views; that changes no result.
 */
public final class BusyHosts {
    /** Views of a host in a second, seen by one counter, from which on it is busy in this second and the next one. */
    public static final int VIEWS_PER_SECOND = 100;

    private static final int PLACES = 4096;
    private static final long SECOND_MILLIS = 1000;

    private int[] views = new int[PLACES];
    private int[] viewsBefore = new int[PLACES];
    private long second = Long.MIN_VALUE;
    private int turn;

    /**
     * Counts a view; returns whether its host is busy.
     *
     * @param time when the view is published, epoch milliseconds; views before the latest second count in that one
     */
    public boolean add(HostKey host, long time) {
        advance(Math.floorDiv(time, SECOND_MILLIS));
        int place = (int) Phase.of(host.hashCode(), PLACES);
        views[place]++;
        return views[place] > VIEWS_PER_SECOND || viewsBefore[place] > VIEWS_PER_SECOND;
    }

    /**
     * The partition of the next view of a busy host: each in turn.
     *
     * @param partitions number of partitions, positive
     */
    public int nextPartition(int partitions) {
        turn = (turn + 1) % partitions;
        return turn;
    }

    private void advance(long now) {
        if (now <= second) {
            return;
        }
        int[] reused = viewsBefore;
        viewsBefore = views;
        views = reused;
        Arrays.fill(views, 0);
        if (second == Long.MIN_VALUE || now - second > 1) {
            Arrays.fill(viewsBefore, 0);
        }
        second = now;
    }
}
