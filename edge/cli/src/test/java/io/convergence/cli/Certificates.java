package io.convergence.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A key pair of a broker on the loopback address, signed by itself, and the store of those who trust it. Made by the JDK's
 * keytool.
 *
 * @param directory of both stores
 */
record Certificates(Path directory) {
    /** Password of both stores. */
    static final String PASSWORD = "store-password";

    /** Makes both stores in a directory. */
    static Certificates make(Path directory) throws IOException, InterruptedException {
        Certificates certificates = new Certificates(directory);
        String certificate = directory.resolve("broker.pem").toString();
        List<String> key = List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD);
        String keys = certificates.keyStore().toString();
        String extension = "san=ip:127.0.0.1,dns:localhost";
        keytool(key, "-genkeypair", "-keystore", keys, "-keyalg", "EC", "-dname", "CN=localhost", "-ext", extension);
        keytool(key, "-exportcert", "-keystore", keys, "-rfc", "-file", certificate);
        keytool(
                key,
                "-importcert",
                "-keystore",
                certificates.trustStore().toString(),
                "-file",
                certificate,
                "-noprompt");
        return certificates;
    }

    /** The store of those who trust the broker. */
    Path trustStore() {
        return directory.resolve("truststore.p12");
    }

    /** Properties of a listener that uses the key. */
    Map<String, String> listenerProperties() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keyStore().toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD);
    }

    private Path keyStore() {
        return directory.resolve("keystore.p12");
    }

    private static void keytool(List<String> common, String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Collections.addAll(line, words);
        line.addAll(common);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + printed);
        }
    }
}
