package io.convergence.bench.console;

import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A browser that shows the first screen of a tenant and notes each change of a host's group. For one thread. */
final class WatchedTenant implements AutoCloseable {
    /** Looks at the table after each change of the document, which is after each drawing. */
    private static final String WATCH = """
            window.changes = [];
            const groups = new Map();
            const look = () => {
              const changed = [];
              for (const link of document.querySelectorAll('table.hosts a[data-row]')) {
                const group = link.closest('tr').className;
                if (groups.get(link.title) !== group) {
                  groups.set(link.title, group);
                  changed.push([link.title, group]);
                }
              }
              const affected = [...groups.values()].filter((group) => group === 'users').length;
              for (const [host, group] of changed) {
                window.changes.push([Date.now(), host, group, affected, document.title].join('\\t'));
              }
            };
            new MutationObserver(look).observe(document.documentElement, {subtree: true, childList: true, attributes: true});
            look();
            """;

    private final Browser browser = new Browser();
    private final String tenant;

    /**
     * Opens the screen.
     *
     * @param link address of the console that logs in
     */
    WatchedTenant(String link, String tenant) {
        this.tenant = tenant;
        String console = link.substring(0, link.indexOf("/login"));
        browser.open(link);
        Waiting.until(
                "the browser is logged in",
                () -> Boolean.TRUE.equals(browser.run("return location.pathname.startsWith('/t/')")));
        browser.open(console + "/t/" + tenant + "/now");
        Waiting.until(
                "the hosts of " + tenant + " are shown",
                () -> Boolean.TRUE.equals(
                        browser.run("return document.querySelector('table.hosts a[data-row]') !== null")));
        browser.run(WATCH);
    }

    String tenant() {
        return tenant;
    }

    /** The changes so far, the oldest first. */
    List<ShownGroup> changes() {
        List<ShownGroup> changes = new ArrayList<>();
        for (Object line : (List<?>) Objects.requireNonNull(browser.run("return window.changes"))) {
            changes.add(ShownGroup.of(String.valueOf(line)));
        }
        return changes;
    }

    @Override
    public void close() {
        browser.close();
    }
}
