package io.convergence.core.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Hook for expensive properties: runs each at least as often as the system property {@code properties.tries} says. The
 * tries in the annotations are few, so that every build is fast; {@code mvn test -Dproperties.tries=1000} is the long
 * run.
 */
public final class PropertyTries implements AroundPropertyHook {

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        int fewest = Integer.getInteger("properties.tries", 0);
        int declared = context.attributes().tries().orElse(fewest);
        context.attributes().setTries(Math.max(fewest, declared));
        return property.execute();
    }
}
