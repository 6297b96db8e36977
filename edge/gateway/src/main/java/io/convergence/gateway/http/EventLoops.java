package io.convergence.gateway.http;

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

/** The threads that serve connections, set up so that no log holds a client's address. */
public final class EventLoops {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    private EventLoops() {}

    /** Starts so many of them. */
    public static Vertx start(int count) {
        InternalLoggerFactory.setDefaultFactory(new Silence());
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(count)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        // What reaches this handler may hold what was sent.
        vertx.exceptionHandler(
                failure -> LOG.error("fault: {}", failure.getClass().getName()));
        return vertx;
    }

    /** Netty warns about connections together with the address of the other side; what goes wrong is counted instead. */
    private static final class Silence extends InternalLoggerFactory {
        @Override
        protected InternalLogger newInstance(String name) {
            return (InternalLogger) Proxy.newProxyInstance(
                    InternalLogger.class.getClassLoader(),
                    new Class<?>[] {InternalLogger.class},
                    (logger, method, arguments) -> nothing(method, name));
        }

        private static @Nullable Object nothing(Method method, String name) {
            if (method.getReturnType() == boolean.class) {
                return false;
            }
            return method.getReturnType() == String.class ? name : null;
        }
    }
}
