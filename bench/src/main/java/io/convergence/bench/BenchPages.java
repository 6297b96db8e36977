package io.convergence.bench;

/**
 * Names of the pages of generated views. They are words of letters, because the job replaces numbers and other identifiers in
 * pages: numbered pages would all be one.
 */
public final class BenchPages {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz";

    private BenchPages() {}

    /** The name of the page with a number, at least 0. */
    public static String name(long number) {
        StringBuilder letters = new StringBuilder("/p/");
        long left = number;
        do {
            letters.append(LETTERS.charAt((int) (left % LETTERS.length())));
            left /= LETTERS.length();
        } while (left > 0);
        return letters.toString();
    }
}
