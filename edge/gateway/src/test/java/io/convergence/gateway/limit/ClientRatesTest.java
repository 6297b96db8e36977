package io.convergence.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientRatesTest {
    @Test
    void aClientOverItsRateWaitsAndOthersDoNot() throws UnknownHostException {
        ClientRates rates = new ClientRates(1, 3);
        InetAddress client = InetAddress.getByName("192.0.2.1");
        long waited = 0;
        for (int i = 0; i < 100; i++) {
            waited = Math.max(waited, rates.secondsToWait(client));
        }
        assertThat(waited).isEqualTo(1);
        assertThat(rates.secondsToWait(InetAddress.getByName("192.0.2.2"))).isZero();
    }

    @Test
    void clientsOfOneNetworkOfIpv6ShareALimit() throws UnknownHostException {
        ClientRates rates = new ClientRates(1, 1);
        long waited = 0;
        for (int i = 0; i < 100; i++) {
            waited = Math.max(waited, rates.secondsToWait(InetAddress.getByName("2001:db8::" + i)));
        }
        assertThat(waited).isEqualTo(1);
    }

    @Test
    void aRateOfZeroIsNoLimit() throws UnknownHostException {
        ClientRates rates = new ClientRates(0, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(rates.secondsToWait(InetAddress.getByName("192.0.2.1"))).isZero();
        }
    }
}
