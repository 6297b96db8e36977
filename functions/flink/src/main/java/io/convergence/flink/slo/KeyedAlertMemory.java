package io.convergence.flink.slo;

import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.evaluate.FiringGroups;
import io.convergence.flink.state.GroupAlertFormat;
import io.convergence.flink.state.StateAccess;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/** Keyed map states of the alerts of the current objective: the groups that fire, and reports that are not due yet. */
final class KeyedAlertMemory implements FiringGroups {
    private final MapState<String, GroupAlert> firing;
    private final MapState<String, GroupAlert> reports;

    KeyedAlertMemory(RuntimeContext context) {
        firing = context.getMapState(firingDescriptor());
        reports = context.getMapState(reportsDescriptor());
    }

    /** The groups that fire by tier and group, separated by a line feed. */
    static MapStateDescriptor<String, GroupAlert> firingDescriptor() {
        return StateDescriptors.map("firing-groups", new GroupAlertFormat());
    }

    /** Reports by boundary, tier and group, separated by line feeds. */
    static MapStateDescriptor<String, GroupAlert> reportsDescriptor() {
        return StateDescriptors.map("reported-groups", new GroupAlertFormat());
    }

    @Override
    public void put(GroupAlert alert) {
        StateAccess.write(() -> firing.put(key(alert.tier(), alert.group()), alert));
    }

    @Override
    public boolean remove(String tier, String group) {
        String key = key(tier, group);
        boolean isStored = Boolean.TRUE.equals(StateAccess.read(() -> firing.contains(key)));
        if (isStored) {
            StateAccess.write(() -> firing.remove(key));
        }
        return isStored;
    }

    @Override
    public void forEach(Consumer<GroupAlert> out) {
        StateAccess.write(() -> firing.values().forEach(out));
    }

    /** Stores a report until its boundary is evaluated. */
    void report(GroupAlert alert) {
        String key = key(Long.toString(alert.boundary()), key(alert.tier(), alert.group()));
        StateAccess.write(() -> reports.put(key, alert));
    }

    /** Removes and returns the reports of a boundary and of earlier ones, the earliest first. */
    List<GroupAlert> take(long boundary) {
        List<GroupAlert> taken = new ArrayList<>();
        StateAccess.write(() -> {
            for (Iterator<GroupAlert> all = reports.values().iterator(); all.hasNext(); ) {
                GroupAlert report = all.next();
                if (report.boundary() <= boundary) {
                    taken.add(report);
                    all.remove();
                }
            }
        });
        taken.sort(Comparator.comparingLong(GroupAlert::boundary));
        return taken;
    }

    /** Passes on the stored reports, in any order. */
    void forEachReport(Consumer<GroupAlert> out) {
        StateAccess.write(() -> reports.values().forEach(out));
    }

    void clear() {
        firing.clear();
        reports.clear();
    }

    private static String key(String first, String second) {
        return first + '\n' + second;
    }
}
