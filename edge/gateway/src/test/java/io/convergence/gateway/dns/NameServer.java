package io.convergence.gateway.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A name server on the loopback address that answers queries of CNAME records (RFC 1035, section 4). For each name its rule
 * gives the target, or one of {@link #NONE}, {@link #UNKNOWN} and {@link #SILENT}. Names in {@code .invalid} are unknown and
 * not listed.
 */
public final class NameServer implements AutoCloseable {
    /** The name has no such record. */
    public static final String NONE = "";

    /** The name does not exist. */
    public static final String UNKNOWN = "?";

    /** No answer. */
    public static final String SILENT = "!";

    private static final String INVALID = ".invalid";
    private static final int HEADER = 12;
    private static final int NXDOMAIN = 3;

    private final DatagramSocket socket;
    private final Function<String, String> rule;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<Query> held = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "name-server");
    private boolean holds;

    private NameServer(DatagramSocket socket, Function<String, String> rule) {
        this.socket = socket;
        this.rule = rule;
        thread.start();
    }

    private record Query(String name, List<Byte> packet, SocketAddress from) {}

    /** Starts a server. */
    public static NameServer start(Function<String, String> rule) {
        try {
            return new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()), rule);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /** The names that were asked for, in their order. */
    public List<String> queries() {
        return queries;
    }

    /** Keeps the answers from now on. */
    synchronized void hold() {
        holds = true;
    }

    /** Sends the answers that were kept, and further ones at once. */
    synchronized void release() throws IOException {
        holds = false;
        for (Query query : held) {
            answer(query);
        }
        held.clear();
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                take(Arrays.copyOf(buffer, packet.getLength()), packet.getSocketAddress());
            } catch (IOException e) {
                // The socket is closed.
            }
        }
    }

    private synchronized void take(byte[] packet, SocketAddress from) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (packet[at] != 0) {
            name.append(at == HEADER ? "" : ".")
                    .append(new String(packet, at + 1, packet[at], StandardCharsets.US_ASCII));
            at += packet[at] + 1;
        }
        List<Byte> question = new ArrayList<>();
        for (int i = 0; i < at + 5; i++) {
            question.add(packet[i]);
        }
        Query query = new Query(name.toString(), question, from);
        if (query.name().endsWith(INVALID)) {
            answer(query);
            return;
        }
        queries.add(query.name());
        if (holds) {
            held.add(query);
        } else {
            answer(query);
        }
    }

    private void answer(Query query) throws IOException {
        String target = query.name().endsWith(INVALID) ? UNKNOWN : rule.apply(query.name());
        if (target.equals(SILENT)) {
            return;
        }
        boolean hasRecord = !target.equals(NONE) && !target.equals(UNKNOWN);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        query.packet().forEach(answer::write);
        if (hasRecord) {
            byte[] name = name(target);
            // A pointer to the name of the question, CNAME, IN, 60 s.
            answer.writeBytes(new byte[] {(byte) 0xc0, HEADER, 0, 5, 0, 1, 0, 0, 0, 60, 0, (byte) name.length});
            answer.writeBytes(name);
        }
        byte[] bytes = answer.toByteArray();
        byte[] header = {
            (byte) 0x81,
            (byte) (0x80 | (target.equals(UNKNOWN) ? NXDOMAIN : 0)),
            0,
            1,
            0,
            (byte) (hasRecord ? 1 : 0),
            0,
            0,
            0,
            0
        };
        System.arraycopy(header, 0, bytes, 2, header.length);
        socket.send(new DatagramPacket(bytes, bytes.length, query.from()));
    }

    private static byte[] name(String text) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (String label : text.split("\\.", -1)) {
            name.write(label.length());
            name.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        name.write(0);
        return name.toByteArray();
    }
}
