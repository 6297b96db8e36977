package io.convergence.core.codec;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroup;
import io.convergence.core.signal.BurningGroups;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.slo.budget.BurnRate;
import java.util.Locale;
import java.util.stream.Collectors;

/** Title and message of a burn-rate signal about all groups of an objective: how many fire, and the worst by name. */
final class GroupsText {
    /** Longest name of a group in a title. */
    private static final int LONGEST_IN_TITLE = 48;

    /** Longest name of a group in a message, so that it has room for all names. */
    private static final int LONGEST_IN_MESSAGE = 56;

    private GroupsText() {}

    /** The part of the title after the name of the objective. */
    static String state(Signal signal, BurnEvidence burn, BurningGroups groups) {
        if (signal.status() == SignalStatus.RESOLVED) {
            return switch (signal.reason()) {
                case NO_DATA -> ": no data in any group that burned, the alert ends";
                case SUPERSEDED -> ": its groups alert by themselves from now on";
                default -> ": no group burns its error budget too fast any more";
            };
        }
        BurningGroup worst = groups.worst().get(0);
        String name = SignalText.cut(worst.group(), LONGEST_IN_TITLE);
        if (signal.reason() == SignalReason.NO_DATA || signal.reason() == SignalReason.NO_DATA_FREEZE) {
            return ": no data in " + number(groups.firing()) + ", among them " + name;
        }
        return ": " + number(groups.firing()) + (groups.firing() == 1 ? " burns its" : " burn their")
                + " error budget, fastest " + name + ' ' + rate(worst) + " over "
                + WindowLabel.of(burn.longWindow().windowMillis());
    }

    /** The message without the advice. */
    static String message(Signal signal, BurnEvidence burn, BurningGroups groups) {
        String window = WindowLabel.of(burn.longWindow().windowMillis());
        String names = groups.worst().stream()
                .map(group -> SignalText.cut(group.group(), LONGEST_IN_MESSAGE) + ' ' + rate(group))
                .collect(Collectors.joining(", "));
        String tier = String.format(
                Locale.ROOT,
                "Tier %s compares the burn rates over %s and %s of each group with %s, for a target of %s%%. ",
                signal.subject().tier(),
                window,
                WindowLabel.of(burn.shortWindow().windowMillis()),
                BurnText.factor(burn),
                BurnText.target(burn));
        if (signal.status() == SignalStatus.RESOLVED) {
            return "No group fires any more. The last, by their burn rate over " + window + ": " + names + ". " + tier;
        }
        String others = groups.others() == 0 ? "" : ", and " + groups.others() + " more";
        return number(groups.firing()) + (groups.firing() == 1 ? " fires" : " fire") + ", by the burn rate over "
                + window + ": " + names + others + ". " + tier;
    }

    private static String number(long groups) {
        return groups == 1 ? "1 group" : groups + " groups";
    }

    private static String rate(BurningGroup group) {
        Fraction rate = BurnRate.of(group.longWindow().bad(), group.longWindow().total(), group.targetPpm());
        return rate == null ? "without data" : rate.decimal(1) + "x";
    }
}
