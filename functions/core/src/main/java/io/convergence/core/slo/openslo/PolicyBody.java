package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Reference;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert policy.
 *
 * @param alerts whether its conditions alert at all
 * @param conditions inline or named
 * @param targets notification targets that are named
 */
record PolicyBody(boolean alerts, List<Use> conditions, List<Reference> targets) implements Body {
    /** Most conditions of a policy, and most targets: each condition costs every group two windows. */
    static final int MAX_ITEMS = 16;

    /**
     * A condition of a policy.
     *
     * @param reference the condition it names, or null when it is inline
     * @param inline the inline condition, or null when it is named or could not be read
     */
    record Use(@Nullable Reference reference, @Nullable BurnCondition inline) {}

    public PolicyBody {
        conditions = List.copyOf(conditions);
        targets = List.copyOf(targets);
    }

    /** Reads the specification of a policy. */
    static PolicyBody read(Fields spec) {
        spec.text("description");
        Boolean breaching = spec.flag("alertWhenBreaching");
        if (Boolean.FALSE.equals(breaching)) {
            spec.warning("alertWhenBreaching", "is false: no condition of this policy alerts");
        }
        if (Boolean.FALSE.equals(spec.flag("alertWhenResolved"))) {
            spec.warning("alertWhenResolved", "has no effect when false: what fired is always resolved");
        }
        if (Boolean.TRUE.equals(spec.flag("alertWhenNoData"))) {
            spec.warning("alertWhenNoData", "has no effect: without events an alert is kept as it is, and none begins");
        }
        List<Use> conditions = conditions(spec);
        List<Reference> targets = targets(spec);
        spec.end();
        return new PolicyBody(!Boolean.FALSE.equals(breaching), conditions, targets);
    }

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Use use : conditions) {
            if (use.reference() != null) {
                links.add(new Link(Kind.ALERT_CONDITION, use.reference(), true));
            }
        }
        targets.forEach(target -> links.add(new Link(Kind.ALERT_NOTIFICATION_TARGET, target, false)));
        return links;
    }

    private static List<Use> conditions(Fields spec) {
        Value list = spec.require("conditions", "a list of conditions or of conditionRef");
        List<Value> items = list == null ? null : list.items(MAX_ITEMS);
        List<Use> uses = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Value item : items == null ? List.<Value>of() : items) {
            Inline inline = Inline.read(item, Kind.ALERT_CONDITION, "conditionRef");
            if (inline == null) {
                continue;
            }
            Fields condition = inline.spec();
            BurnCondition burn = condition == null
                    ? null
                    : ConditionBody.read(condition, inline.name()).condition();
            uses.add(new Use(inline.reference(), burn));
            String name = inline.anyName();
            if (name != null && !names.add(name)) {
                item.error("the condition " + Shown.of(name) + " is there twice: names tell alerts apart");
            }
        }
        return uses;
    }

    private static List<Reference> targets(Fields spec) {
        List<Reference> targets = new ArrayList<>();
        for (Value item : spec.items("notificationTargets", MAX_ITEMS)) {
            Inline inline = Inline.read(item, Kind.ALERT_NOTIFICATION_TARGET, "targetRef");
            if (inline != null && inline.reference() != null) {
                targets.add(inline.reference());
            } else if (inline != null && inline.spec() != null) {
                readTarget(inline.spec());
            }
        }
        return targets;
    }

    /** Reads the specification of a notification target, of which nothing is used. */
    static void readTarget(Fields spec) {
        spec.text("description");
        spec.requiredWord("target", "such as email");
        spec.end();
    }
}
