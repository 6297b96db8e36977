package io.convergence.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.files.Directories;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** A relay with receivers whose certificates are wrong. */
class RelayTlsIT {
    private static final String KEY = "acme/rum.user_impact_correlated/shop/";
    private static final String HOST = "san=ip:127.0.0.1";

    @Test
    void aReceiverWithAWrongCertificateGetsNothingUntilItsCertificateIsRight()
            throws IOException, GeneralSecurityException, InterruptedException {
        SSLContext before = SSLContext.getDefault();
        Path directory = Directories.temporary("relay-tls-");
        Path known = TlsReceiver.authority(directory, "known");
        KeyStore right = TlsReceiver.certificate(known, "right", "-ext", HOST);
        KeyStore expired =
                TlsReceiver.certificate(known, "expired", "-ext", HOST, "-startdate", "-10d", "-validity", "5");
        KeyStore otherHost = TlsReceiver.certificate(known, "other", "-ext", "san=dns:other.example");
        KeyStore unknown =
                TlsReceiver.certificate(TlsReceiver.authority(directory, "unknown"), "stranger", "-ext", HOST);
        SSLContext.setDefault(TlsReceiver.trusting(known));
        try (SignalTopics topics = SignalTopics.create();
                StubReceiver well = StubReceiver.start();
                TlsReceiver first = TlsReceiver.start(expired);
                TlsReceiver second = TlsReceiver.start(otherHost);
                TlsReceiver third = TlsReceiver.start(unknown)) {
            List<TlsReceiver> wrong = List.of(first, second, third);
            String routes = "receivers:\n" + RelayIT.receiver("well", "webhook", well, ", secret: \"env:SECRET\"")
                    + receiver("expired", first) + receiver("other", second) + receiver("unknown", third)
                    + "routes:\n  - {tenant: \"*\", to: [well, expired, other, unknown]}\n";
            try (Relay relay = RelayIT.start(topics.options(routes))) {
                for (String host : List.of("a", "b")) {
                    topics.publish(KEY + host, 1_000, 0, true, "critical");
                }
                Waiting.until(
                        "the other receiver has all", () -> well.accepted().size() == 2);
                for (String name : List.of("expired", "other", "unknown")) {
                    String failed = "convergence_relay_deliveries_total{outcome=\"failed\",receiver=\"" + name + "\"}";
                    Waiting.until(name + " was tried", () -> RelayIT.metric(relay, failed) > 0);
                    assertThat(RelayIT.metric(relay, "convergence_relay_pending{receiver=\"" + name + "\"}"))
                            .isEqualTo(2);
                }
                assertThat(wrong).allSatisfy(one -> assertThat(one.accepted()).isEmpty());
                for (TlsReceiver one : wrong) {
                    one.use(right);
                }
                Waiting.until(
                        "all have both signals",
                        () -> wrong.stream().allMatch(one -> one.accepted().size() == 2));
            }
        } finally {
            SSLContext.setDefault(before);
            Directories.delete(directory);
        }
    }

    private static String receiver(String name, TlsReceiver receiver) {
        return "  - {name: " + name + ", type: webhook, url: \"" + receiver.url() + "\", secret: \"env:SECRET\"}\n";
    }
}
