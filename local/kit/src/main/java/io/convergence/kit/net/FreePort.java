package io.convergence.kit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Unused TCP ports of the loopback address, below the range that Linux uses for outgoing connections (32768 to 60999), so
 * that no connection occupies a port before the caller binds it.
 */
public final class FreePort {
    private static final int LOWEST = 15_000;
    private static final int END = 32_768;

    private FreePort() {}

    /** A random unused port. */
    public static int any() {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
        while (!isFree(port)) {
            port = ThreadLocalRandom.current().nextInt(LOWEST, END);
        }
        return port;
    }

    /** The requested port, or a random unused one when 0 is requested. */
    public static int orAny(int requested) {
        return requested == 0 ? any() : requested;
    }

    /** Whether the port can be bound. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
