package io.convergence.core.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The closed set of types of events of the second plane. */
public enum EventType {
    /** A session that has started. */
    SESSION,
    /** A view of a page or screen; sent again while it changes. */
    VIEW,
    /** A value of a web vital. */
    VITAL,
    /** An error or a crash. */
    ERROR,
    /** A resource that was loaded. */
    RESOURCE,
    /** An action of the user. */
    ACTION,
    /** A task that blocked the main thread. */
    LONG_TASK,
    /** A step that led to what follows. */
    BREADCRUMB,
    /** A number that the site measures by itself. */
    METRIC,
    /** A segment of a recording. */
    REPLAY,
    /** The erasure of a session; written by the query service, never by an adapter. */
    ERASE;

    private static final Map<String, EventType> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::label, Function.identity()));

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in records, in lower snake case. */
    public String label() {
        return label;
    }

    /** The type of a name in records, or null. */
    public static @Nullable EventType of(String label) {
        return BY_LABEL.get(label);
    }
}
