package io.convergence.core.rollup;

/**
 * What is known of a minute beside its rows.
 *
 * @param closed whether event time has passed the minute
 * @param rows number of rows
 * @param metrics number of custom metrics
 * @param pages number of pages; once it is closed, of those with rows of their own
 * @param names number of names of actions
 * @param hosts number of hosts of resources
 * @param providers number of providers of resources
 */
public record RollupProgress(boolean closed, int rows, int metrics, int pages, int names, int hosts, int providers) {
    /** A minute without rows. */
    public static final RollupProgress OPEN = new RollupProgress(false, 0, 0, 0, 0, 0, 0);

    /** The minute with one more row. */
    public RollupProgress plusRow() {
        return new RollupProgress(closed, rows + 1, metrics, pages, names, hosts, providers);
    }

    /** The minute with one more custom metric. */
    public RollupProgress plusMetric() {
        return new RollupProgress(closed, rows, metrics + 1, pages, names, hosts, providers);
    }

    /** The number of values of a dimension whose values are bounded. */
    public int valuesOf(String dimension) {
        return switch (dimension) {
            case Dimensions.PAGE -> pages;
            case "name" -> names;
            case "url_host" -> hosts;
            case "provider" -> providers;
            default -> 0;
        };
    }

    /** The minute with one more value of a dimension whose values are bounded. */
    public RollupProgress plusValue(String dimension) {
        return new RollupProgress(
                closed,
                rows,
                metrics,
                pages + (dimension.equals(Dimensions.PAGE) ? 1 : 0),
                names + (dimension.equals("name") ? 1 : 0),
                hosts + (dimension.equals("url_host") ? 1 : 0),
                providers + (dimension.equals("provider") ? 1 : 0));
    }

    /** The closed minute with this number of rows, and of pages with rows of their own. */
    public RollupProgress close(int rowsNow, int ownPages) {
        return new RollupProgress(true, rowsNow, metrics, ownPages, names, hosts, providers);
    }
}
