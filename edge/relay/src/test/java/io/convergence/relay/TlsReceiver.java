package io.convergence.relay;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTPS server in the place of a receiver, with a certificate of its own that can be replaced on the same port. */
final class TlsReceiver implements AutoCloseable {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final String AUTHORITY = "authority";

    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private final int port;

    private TlsReceiver(KeyStore certificate) throws IOException, GeneralSecurityException {
        this.server = serve(certificate, 0);
        this.port = server.getAddress().getPort();
    }

    static TlsReceiver start(KeyStore certificate) throws IOException, GeneralSecurityException {
        return new TlsReceiver(certificate);
    }

    /** Creates a key store with an authority, with the JDK's keytool. */
    static Path authority(Path directory, String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".p12");
        keytool(file, AUTHORITY, "CN=" + name, "-ext", "bc:c");
        return file;
    }

    /** Creates a certificate that an authority has signed. */
    static KeyStore certificate(Path authority, String name, String... options)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = authority.resolveSibling("of-" + name + ".p12");
        Files.copy(authority, file);
        List<String> all = new ArrayList<>(List.of("-signer", AUTHORITY));
        all.addAll(List.of(options));
        keytool(file, "receiver", "CN=" + name, all.toArray(String[]::new));
        KeyStore keys = load(file);
        keys.deleteEntry(AUTHORITY);
        return keys;
    }

    private static void keytool(Path file, String alias, String name, String... options)
            throws IOException, InterruptedException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(program, "-genkeypair", "-keyalg", "EC", "-alias", alias));
        command.addAll(List.of("-dname", name, "-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            keys.load(bytes, PASSWORD);
        }
        return keys;
    }

    /** A context for clients that trust an authority and no other. */
    static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, load(authority).getCertificate(AUTHORITY));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    String url() {
        return "https://127.0.0.1:" + port + "/hook";
    }

    /** Bodies of the accepted requests. */
    List<String> accepted() {
        return accepted;
    }

    /** Replaces the certificate. */
    void use(KeyStore certificate) throws IOException, GeneralSecurityException {
        server.stop(0);
        server = serve(certificate, port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpsServer serve(KeyStore certificate, int at) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer started = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        started.setHttpsConfigurator(new HttpsConfigurator(context));
        started.createContext("/", exchange -> {
            accepted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        started.start();
        return started;
    }
}
