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

/** TCP connection that sends arbitrary bytes. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** Connects to a port of this machine. */
    public static RawConnection to(int port) {
        return from("127.0.0.1", port);
    }

    /** Connects to a port of this machine from one of its loopback addresses. */
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

    /** Sends bytes. Nothing is sent when the other side has closed the connection. */
    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // An answer can still be read.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Reads until a text has arrived or the other side closes the connection. */
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
            // The connection was reset; what was read before is returned.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Reads until the other side closes the connection. */
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
