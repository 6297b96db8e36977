package io.convergence.recordings;

import io.convergence.core.ingest.Alphabet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private static final Pattern DAY = Pattern.compile("(\\d{4})/(\\d{2})/(\\d{2})");
    private static final Pattern PATH = Pattern.compile("(\\d{4}/\\d{2}/\\d{2})/([^/]+)/([^/]+)/([^/]*)-(\\d{1,15})");

    /** Checks that each part can be the name of a file. */
    public ObjectName {
        if (!admits(tenant, session) || !(view.isEmpty() || Alphabet.ID.admits(view))) {
            throw new IllegalArgumentException("the tenant must be a name, and session and view must be ids");
        }
        if (index < 0) {
            throw new IllegalArgumentException("the index must be 0 or more");
        }
    }

    /** The object of a path, or null when the path is none of an object. */
    public static @Nullable ObjectName parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return null;
        }
        LocalDate day = day(parts.group(1));
        if (day == null) {
            return null;
        }
        try {
            return new ObjectName(day, parts.group(2), parts.group(3), parts.group(4), Long.parseLong(parts.group(5)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether there can be objects of a session of a tenant. */
    public static boolean admits(String tenant, String session) {
        // A name of dots only would be another directory.
        return Alphabet.NAME.admits(tenant) && !tenant.matches("\\.+") && Alphabet.ID.admits(session);
    }

    /** The day of a path {@code yyyy/MM/dd}, or null when it is none. */
    public static @Nullable LocalDate day(String path) {
        Matcher parts = DAY.matcher(path);
        if (!parts.matches()) {
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The path of the objects of a day. */
    public static String path(LocalDate day) {
        return String.format(Locale.ROOT, "%04d/%02d/%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** The path of the objects of a session on the day. */
    public String sessionPath() {
        return path(day) + "/" + tenant + "/" + session;
    }

    /** The name as a path. */
    @Override
    public String toString() {
        return sessionPath() + "/" + view + "-" + index;
    }
}
