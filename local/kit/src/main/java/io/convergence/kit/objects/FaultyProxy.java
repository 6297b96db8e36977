package io.convergence.kit.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Proxy in front of an HTTP server that passes requests on or lets them fail. Each request has a connection of its own.
 * Bodies of requests have a length. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Queue<Fault> next = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Socket> connections = new ArrayList<>();
    private Fault others = Fault.NONE;
    private int inProgress;
    private int mostInProgress;

    /** What happens to a request. */
    public enum Fault {
        /** It is passed on. */
        NONE,
        /** It is answered with status 503. */
        UNAVAILABLE,
        /** It is answered with status 403. */
        FORBIDDEN,
        /** Its connection is reset. */
        CUT,
        /** It is passed on, and its connection is reset instead of the answer. */
        CUT_ANSWER,
        /** It is passed on after {@link #release}. */
        HELD
    }

    private FaultyProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Starts a proxy in front of a port of the loopback address. */
    public static FaultyProxy inFrontOf(int port) {
        try {
            FaultyProxy proxy = new FaultyProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
            Future<?> unused = proxy.threads.submit(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the proxy. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The next requests have these faults, in this order. */
    public synchronized void next(Fault... faults) {
        next.addAll(List.of(faults));
    }

    /** All other requests have this fault. */
    public synchronized void others(Fault fault) {
        others = fault;
    }

    /** Forwards the requests that wait, and all later ones. */
    public void release() {
        released.countDown();
    }

    /** The requests so far, each as its method and target. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The most requests that were in progress at once. */
    public synchronized int mostInProgress() {
        return mostInProgress;
    }

    @Override
    public void close() {
        try {
            server.close();
            synchronized (this) {
                for (Socket connection : connections) {
                    connection.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void accept() throws IOException {
        while (true) {
            Socket connection = server.accept();
            synchronized (this) {
                connections.add(connection);
            }
            Future<?> unused = threads.submit(() -> serve(connection));
        }
    }

    private Void serve(Socket connection) throws IOException, InterruptedException {
        try (connection) {
            RequestHead head = RequestHead.read(connection.getInputStream());
            if (head != null) {
                Fault fault = begin(head);
                try {
                    serve(connection, head, fault);
                } finally {
                    end();
                }
            }
        }
        return null;
    }

    private void serve(Socket connection, RequestHead head, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> answer(connection, pass(connection, head));
            case UNAVAILABLE -> refuse(connection, head, "503 Service Unavailable");
            case FORBIDDEN -> refuse(connection, head, "403 Forbidden");
            case CUT -> connection.setSoLinger(true, 0);
            case CUT_ANSWER -> {
                pass(connection, head);
                connection.setSoLinger(true, 0);
            }
            case HELD -> {
                released.await();
                answer(connection, pass(connection, head));
            }
        }
    }

    private synchronized Fault begin(RequestHead head) {
        requests.add(head.line());
        inProgress++;
        mostInProgress = Math.max(mostInProgress, inProgress);
        Fault fault = next.poll();
        return fault == null ? others : fault;
    }

    private synchronized void end() {
        inProgress--;
    }

    /** Passes a request on and returns the answer, which ends with the connection. */
    private byte[] pass(Socket connection, RequestHead head) throws IOException {
        byte[] body = connection.getInputStream().readNBytes(head.length());
        try (Socket passed = new Socket(InetAddress.getLoopbackAddress(), target)) {
            passed.getOutputStream().write(head.closing());
            passed.getOutputStream().write(body);
            return passed.getInputStream().readAllBytes();
        }
    }

    private static void answer(Socket connection, byte[] answer) throws IOException {
        connection.getOutputStream().write(answer);
    }

    private static void refuse(Socket connection, RequestHead head, String status) throws IOException {
        connection.getInputStream().readNBytes(head.length());
        String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close" + RequestHead.END;
        answer(connection, answer.getBytes(StandardCharsets.ISO_8859_1));
    }
}
