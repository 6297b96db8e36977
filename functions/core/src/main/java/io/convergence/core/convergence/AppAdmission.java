package io.convergence.core.convergence;

import io.convergence.core.window.WindowSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Gives the apps of a host their places: at each boundary the apps that were first named before it, in the order of
 * their first event and then their name, until the bound is reached. An app that finds no place is forgotten as far as
 * the boundary reaches, and may ask again.
 *
 * @param rules the bound
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
        app.newestViews().headMap(boundary, false).clear();
        if (app.firstEvents().isEmpty()) {
            host.apps().remove(app.app());
        }
    }

    private WindowSpec window() {
        return rules.window();
    }
}
