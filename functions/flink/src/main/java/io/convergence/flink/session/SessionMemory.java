package io.convergence.flink.session;

import io.convergence.core.session.SessionKey;
import io.convergence.flink.events.KeyedValues;
import io.convergence.flink.state.StateDescriptors;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Memory of sessions: a session is one cached value of state, and has an entry for each id and row once it is large. A key is
 * opened, read and changed, and closed. Not thread-safe.
 */
final class SessionMemory {
    private final KeyedValues<SessionKey, OpenSession> values;
    private final StoredSession stored;
    private @Nullable OpenSession open;

    SessionMemory(RuntimeContext context, long cacheBytes) {
        values = new KeyedValues<>(context.getState(openDescriptor()), cacheBytes);
        stored = new StoredSession(context);
    }

    /** A session that is not large. */
    static ValueStateDescriptor<OpenSession> openDescriptor() {
        return StateDescriptors.value("open-session", new OpenSessionFormat());
    }

    /** The contents of the current key, which must be closed. */
    SessionContents open(SessionKey currentKey) throws Exception {
        open = values.get(currentKey);
        if (open == null && stored.isPresent()) {
            return stored;
        }
        if (open == null) {
            open = new OpenSession();
        }
        return open;
    }

    /** Stores what was changed since the current key was opened. */
    void close(SessionKey currentKey) throws Exception {
        OpenSession changed = open;
        open = null;
        if (changed == null) {
            return;
        }
        if (changed.isEmpty()) {
            values.remove(currentKey);
        } else if (changed.isLarge()) {
            values.remove(currentKey);
            stored.take(changed);
        } else {
            values.put(currentKey, changed);
        }
    }

    /** Writes all cached sessions to the state; {@code select} makes a key the current one of the state. */
    void flush(Consumer<SessionKey> select) throws Exception {
        values.flush(select);
    }
}
