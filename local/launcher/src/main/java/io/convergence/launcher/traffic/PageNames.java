package io.convergence.launcher.traffic;

/** Names of page groups, by rank: plain words that redaction leaves alone. */
final class PageNames {
    /** Most page groups a site can have. */
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
