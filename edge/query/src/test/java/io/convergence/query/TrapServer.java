package io.convergence.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port that lists the requests which it gets, and connections without a request, and answers none. */
final class TrapServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 500;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    TrapServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "trap");
        thread.setDaemon(true);
        thread.start();
    }

    /** The origin of the port. */
    String origin() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** First lines of the requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                requests.add(firstLine(connection));
            } catch (IOException e) {
                // The socket was closed, or the other side has left.
            }
        }
    }

    private static String firstLine(Socket connection) {
        try {
            connection.setSoTimeout(PATIENCE_MILLIS);
            String line = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return "request " + line;
        } catch (IOException e) {
            return "connection without a request";
        }
    }
}
