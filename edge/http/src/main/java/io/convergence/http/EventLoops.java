package io.convergence.http;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Start of the threads that serve connections, set up so that no client address reaches a log. */
public final class EventLoops {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    private EventLoops() {}

    /**
     * Starts Vert.x.
     *
     * @param count event loops, at least 1
     */
    public static Vertx start(int count) {
        InternalLoggerFactory.setDefaultFactory(new SilentLoggers());
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(count)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        // Messages of exceptions that reach this handler may contain parts of a request, so only the class is logged.
        vertx.exceptionHandler(
                failure -> LOG.error("fault: {}", failure.getClass().getName()));
        return vertx;
    }

    /**
     * Loggers of Netty that write nothing: Netty logs client addresses in its warnings. Failures are counted instead.
     */
    private static final class SilentLoggers extends InternalLoggerFactory {
        @Override
        protected InternalLogger newInstance(String name) {
            return (InternalLogger) Proxy.newProxyInstance(
                    InternalLogger.class.getClassLoader(),
                    new Class<?>[] {InternalLogger.class},
                    (logger, method, arguments) -> defaultValue(method, name));
        }

        private static @Nullable Object defaultValue(Method method, String name) {
            if (method.getReturnType() == boolean.class) {
                return false;
            }
            return method.getReturnType() == String.class ? name : null;
        }
    }
}
