package io.convergence.gateway.recording;

import io.convergence.core.ingest.Alphabet;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Name of the object of a segment, {@code yyyy/MM/dd/tenant/session/view-index}.
 *
 * @param day UTC day of the receipt
 * @param tenant tenant
 * @param session session
 * @param view view; empty when unknown
 * @param index position of the segment within the view, 0 or more
 */
public record ObjectName(LocalDate day, String tenant, String session, String view, long index) {
    /** Checks that each part can be the name of a file. */
    public ObjectName {
        // A name of dots only would be another directory.
        boolean isDirectory = Alphabet.NAME.admits(tenant) && !tenant.matches("\\.+");
        if (!isDirectory || !Alphabet.ID.admits(session) || !(view.isEmpty() || Alphabet.ID.admits(view))) {
            throw new IllegalArgumentException("the tenant must be a name, and session and view must be ids");
        }
        if (index < 0) {
            throw new IllegalArgumentException("the index must be 0 or more");
        }
    }

    /** The path of the objects of a day. */
    static String path(LocalDate day) {
        return String.format(Locale.ROOT, "%04d/%02d/%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** The path of the objects of a session on the day. */
    String sessionPath() {
        return path(day) + "/" + tenant + "/" + session;
    }

    /** The name as a path. */
    @Override
    public String toString() {
        return sessionPath() + "/" + view + "-" + index;
    }
}
