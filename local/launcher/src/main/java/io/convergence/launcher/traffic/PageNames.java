package io.convergence.launcher.traffic;

/** Paths of page groups by rank, of plain words that redaction keeps. */
final class PageNames {
    /** Largest number of page groups of a site. */
    static final int MOST = 200;

    private static final String[] SECTIONS = {
        "products", "search", "checkout", "account", "blog", "help", "orders", "offers", "brands", "stories"
    };
    private static final String[] TOPICS = {
        "overview", "popular", "new", "compare", "reviews", "details", "sizes", "delivery", "returns", "gifts",
        "summer", "winter", "garden", "kitchen", "office", "travel", "music", "sports", "books", "repair"
    };

    private static final String[] NAMES = names();

    private PageNames() {}

    /** The path of the page group of a rank, 0..199. */
    static String of(int rank) {
        return NAMES[rank];
    }

    private static String[] names() {
        String[] names = new String[MOST];
        names[0] = "/";
        for (int rank = 1; rank < MOST; rank++) {
            names[rank] = '/' + SECTIONS[rank % SECTIONS.length] + '/' + TOPICS[rank / SECTIONS.length];
        }
        return names;
    }
}
