package io.convergence.core.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The list of plain words that occur in the paths of web applications, such as {@code settings}. A segment of such words
 * is not redacted where a name or a token could be expected. The list holds no word that is common as a name of a person.
 */
final class PathWords {
    private static final Set<String> WORDS = Set.copyOf(List.of("""
            about accept accepted access accessibility account accounts action actions activation activities activity add
            added address addresses admin advanced alerts all analytics and answers api apps archive archived articles
            attachments auth authentication authorize avatar back badges balance basic basket billing blocked blog board
            boards bookings bookmarks books brands calendar cancel cancelled cards cart categories category change channels
            chat check checkout choose clear close code codes collection collections comments compare complete completed
            confirm confirmation confirmed connect connected connections contact contacts content copy coupon coupons create
            created credit credits currency current customer customers dashboard data deactivate default delete deleted
            deliveries delivery denied details devices disable discover documents done download downloads drafts edit edited
            email emails enable error events expired explore export factor failed family faq favorites favourites feed
            feedback files filter finish followers following forgot forgotpassword forgotten form forms forum friends garden
            general gifts group groups guest help history home id identity images import inbox index info information
            install integrations interests invalid invitation invitations invite invites invoice invoices items keys kitchen
            language languages latest layout leave library licenses like liked likes limits link linked links list lists
            location locations locked lockout login logout logs mail main manage me media members membership memberships
            menu merge message messages methods mine mobile more music my network new news newsletter next notes notice
            notifications oauth offers office online open options order orders organization organizations other overview
            package packages pages panel password passwords pay payment payments pending people permissions personal phone
            photo photos picture plan plans points policy popular portal posts preferences preview previous pricing privacy
            private process product products profile profiles project projects public purchase purchases questions quick
            read recent recommendations recover recovery redirect references referral referrals refresh refunds register
            registered registration remove repair reports repositories request requested requests required resend reset
            result results returns review reviews rewards roles rules save saved schedule scheduled search security select
            send sent services session sessions set settings setup shared shipping shop show sign signin signout signup
            sizes social sports starred stars start statistics stats status step store stories subscribe subscription
            subscriptions success summary summer support switch sync tags tasks team teams terms test thank thanks theme
            tickets timeline tokens topics tour tours transactions transfer travel trips two unlock unsubscribe unsubscribed
            update updated upgrade upload uploads usage user username users valid validate verification verified verify
            version videos view views vouchers wallet watch watchlist webhooks welcome winter wishlist wishlists workspace
            workspaces you your
            by for from in of on or out to up with
            """.strip().split("\\s+")));

    private PathWords() {}

    /**
     * Whether a segment consists of words of the list, joined by hyphens, underscores or dots, or written with a capital
     * letter after a small one, such as {@code ForgotPassword}.
     */
    static boolean isPlain(String segment) {
        String words = IdentifyingSegment.normalised(segment);
        int from = 0;
        for (int i = 0; i <= words.length(); i++) {
            boolean separator = i == words.length() || isSeparator(words.charAt(i));
            if (separator || isCapitalAfterSmall(words, i)) {
                if (!WORDS.contains(words.substring(from, i).toLowerCase(Locale.ROOT))) {
                    return false;
                }
                from = separator ? i + 1 : i;
            }
        }
        return true;
    }

    private static boolean isCapitalAfterSmall(String words, int i) {
        return i > 0 && Character.isUpperCase(words.charAt(i)) && Character.isLowerCase(words.charAt(i - 1));
    }

    /** Whether a character separates the words of a segment. */
    static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.';
    }
}
