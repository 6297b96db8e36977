package io.convergence.flink.state;

import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** Reaches keyed state from interfaces that know no checked exceptions; a failure of the backend fails the task. */
public final class StateAccess {
    private StateAccess() {}

    /** What state answers. */
    public static <T> @Nullable T ask(SupplierWithException<@Nullable T, Exception> state) {
        try {
            return state.get();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StateAccessException(e);
        }
    }

    /** Changes state. */
    public static void tell(ThrowingRunnable<Exception> state) {
        try {
            state.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StateAccessException(e);
        }
    }
}
