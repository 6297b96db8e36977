package io.convergence.core.convergence;

import io.convergence.core.window.WindowSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Admission of new apps on a host, up to the limit of apps per host. Apps with an event before the boundary are admitted
 * in the order of their first event, then of their name. The data of a refused app before the boundary is dropped; later
 * data is considered again at the next boundary.
 *
 * @param rules rules of the host, among them the limit
 */
record AppAdmission(HostRules rules) {

    void admit(HostWindow host, HostMemory memory, long boundary, HostOutcome outcome) {
        long admitted = host.apps().values().stream()
                .filter(app -> app.status().admitted())
                .count();
        if (admitted == host.apps().size()) {
            return;
        }
        List<AppWindow> waiting = host.apps().values().stream()
                .filter(app -> !app.status().admitted()
                        && !app.firstEvents().isEmpty()
                        && app.firstEvents().firstKey() < boundary)
                .sorted(Comparator.comparingLong(AppAdmission::firstEvent).thenComparing(AppWindow::app))
                .toList();
        for (AppWindow app : waiting) {
            if (admitted < rules.bounds().apps()) {
                admitted++;
                app.firstEvents().clear();
                app.status(app.status().asAdmitted());
            } else {
                refuse(host, app, memory, boundary, outcome);
            }
        }
    }

    private static long firstEvent(AppWindow app) {
        Map.Entry<Long, Long> first = app.firstEvents().firstEntry();
        return first == null ? Long.MAX_VALUE : first.getValue();
    }

    private void refuse(HostWindow host, AppWindow app, HostMemory memory, long boundary, HostOutcome outcome) {
        outcome.refused().add(new HostOutcome.RefusedApp(app.app(), app.views(Long.MIN_VALUE, boundary)));
        new VitalsWindow(window()).forgetBefore(app, memory, boundary);
        app.rum().dropBefore(boundary);
        app.checks().counts().dropBefore(boundary);
        app.firstEvents().headMap(boundary, false).clear();
        app.newestViews().forgetBefore(boundary);
        if (app.firstEvents().isEmpty()) {
            host.apps().remove(app.app());
        }
    }

    private WindowSpec window() {
        return rules.window();
    }
}
