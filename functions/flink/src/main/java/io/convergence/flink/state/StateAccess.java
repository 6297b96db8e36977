package io.convergence.flink.state;

import org.apache.flink.util.function.FunctionUtils;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** Access to keyed state behind interfaces without checked exceptions. A failure of the backend fails the task. */
public final class StateAccess {
    private StateAccess() {}

    /** Reads state. */
    public static <T> @Nullable T read(SupplierWithException<@Nullable T, Exception> state) {
        return FunctionUtils.uncheckedSupplier(state).get();
    }

    /** Changes state. */
    public static void write(ThrowingRunnable<Exception> state) {
        ThrowingRunnable.unchecked(state).run();
    }
}
