package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentReference;
import io.convergence.core.slo.openslo.document.InlineOrReference;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Specification of an {@code AlertPolicy}.
 *
 * @param alerts false when {@code alertWhenBreaching} is false: its conditions then never alert
 * @param alertsWithoutData {@code alertWhenNoData}: whether its conditions also alert when no event comes
 * @param conditions its conditions, inline or referred to
 * @param targets its notification targets, inline or referred to
 */
record AlertPolicySpec(
        boolean alerts, boolean alertsWithoutData, List<ConditionUse> conditions, List<TargetUse> targets)
        implements DocumentSpec {
    /** Maximum number of conditions and of targets. Each condition costs every group of an objective two windows. */
    static final int MAX_ITEMS = 16;

    /**
     * A condition of a policy.
     *
     * @param reference reference to the condition; null when it is inline
     * @param inline the inline condition; null when it is referred to or could not be read
     */
    record ConditionUse(
            @Nullable DocumentReference reference, @Nullable BurnCondition inline) {}

    /**
     * A notification target of a policy.
     *
     * @param name its name
     * @param reference reference to the target; null when it is inline
     */
    record TargetUse(String name, @Nullable DocumentReference reference) {}

    public AlertPolicySpec {
        conditions = List.copyOf(conditions);
        targets = List.copyOf(targets);
    }

    /** Reads the specification. */
    static AlertPolicySpec read(Fields spec) {
        spec.anyText("description");
        Boolean breaching = spec.flag("alertWhenBreaching");
        if (Boolean.FALSE.equals(breaching)) {
            spec.warning("alertWhenBreaching", "is false: no condition of this policy alerts");
        }
        if (Boolean.FALSE.equals(spec.flag("alertWhenResolved"))) {
            spec.warning("alertWhenResolved", "has no effect when false: what fired is always resolved");
        }
        boolean alertsWithoutData = Boolean.TRUE.equals(spec.flag("alertWhenNoData"));
        List<ConditionUse> conditions = conditions(spec);
        List<TargetUse> targets = targets(spec);
        spec.reportUnknown();
        return new AlertPolicySpec(!Boolean.FALSE.equals(breaching), alertsWithoutData, conditions, targets);
    }

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (ConditionUse use : conditions) {
            if (use.reference() != null) {
                links.add(new Link(DocumentKind.ALERT_CONDITION, use.reference(), true));
            }
        }
        for (TargetUse target : targets) {
            if (target.reference() != null) {
                links.add(new Link(DocumentKind.ALERT_NOTIFICATION_TARGET, target.reference(), false));
            }
        }
        return links;
    }

    private static List<ConditionUse> conditions(Fields spec) {
        Value list = spec.require("conditions", "a list of conditions or of conditionRef");
        List<Value> items = list == null ? null : list.items(MAX_ITEMS);
        List<ConditionUse> uses = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (list != null && items != null && items.isEmpty()) {
            list.error("must hold a condition");
        } else if (list != null && items != null && items.size() > 1) {
            list.warning(
                    "holds " + items.size() + " conditions, where OpenSLO v1 allows one: each is a tier of its own");
        }
        for (Value item : items == null ? List.<Value>of() : items) {
            InlineOrReference either = InlineOrReference.read(item, DocumentKind.ALERT_CONDITION, "conditionRef");
            if (either == null) {
                continue;
            }
            BurnCondition inline = either.spec() == null
                    ? null
                    : AlertConditionSpec.read(either.spec(), either.name()).condition();
            uses.add(new ConditionUse(either.reference(), inline));
            String name = either.documentName();
            if (name != null && !names.add(name)) {
                item.error("the condition " + QuotedText.of(name) + " is there twice: names tell alerts apart");
            }
        }
        return uses;
    }

    private static List<TargetUse> targets(Fields spec) {
        List<TargetUse> targets = new ArrayList<>();
        for (Value item : spec.items("notificationTargets", MAX_ITEMS)) {
            InlineOrReference either =
                    InlineOrReference.read(item, DocumentKind.ALERT_NOTIFICATION_TARGET, "targetRef");
            if (either != null && either.documentName() != null) {
                targets.add(new TargetUse(either.documentName(), either.reference()));
            }
            if (either != null && either.spec() != null) {
                checkTarget(either.spec());
            }
        }
        return targets;
    }

    /** Checks the specification of a notification target. Nothing in it is used. */
    static void checkTarget(Fields spec) {
        spec.anyText("description");
        spec.requiredText("target", "such as email");
        spec.reportUnknown();
    }
}
