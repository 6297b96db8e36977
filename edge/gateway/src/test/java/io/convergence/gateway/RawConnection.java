package io.convergence.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection that sends whatever it is told, whether that is HTTP or not. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** To a port of this machine. */
    public static RawConnection to(int port) {
        return from("127.0.0.1", port);
    }

    /** To a port of this machine, from one of its loopback addresses. */
    public static RawConnection from(String address, int port) {
        try {
            Socket socket = new Socket(address("127.0.0.1"), port, address(address), 0);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getAllByName(text)[0];
    }

    /** Sends a text. */
    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes; a connection that the other side has ended takes none. */
    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // The answer, if there is one, can still be read.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** What comes until it holds a text or the other side ends. */
    public String readUntil(String text) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            while (!read.toString(StandardCharsets.UTF_8).contains(text)) {
                int b = in.read();
                if (b < 0) {
                    break;
                }
                read.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing more came after: " + read.toString(StandardCharsets.UTF_8));
        } catch (SocketException e) {
            // Reset: what came before it counts.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** What comes until the other side ends. */
    public String readToEnd() {
        return readUntil("\0 never sent");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
