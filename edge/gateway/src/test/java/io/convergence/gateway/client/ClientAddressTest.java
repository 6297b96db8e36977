package io.convergence.gateway.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.gateway.client.ClientAddress.Kind;
import io.convergence.gateway.event.ExpectedEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final List<AddressRange> LOOPBACK = List.of(range("127.0.0.0/8"), range("::1/128"));

    @Test
    void behindProxiesTheExpectedAddressCounts() throws IOException {
        JsonNode cases = ExpectedEvents.vector("geo.json").get("clients");
        assertThat(cases).isNotEmpty();
        for (JsonNode one : cases) {
            List<AddressRange> trusted = new ArrayList<>();
            one.get("trusted").forEach(range -> trusted.add(range(range.asText())));
            InetAddress client = ClientAddress.of(
                            one.get("peer").asText(), one.get("forwarded_for").textValue(), trusted)
                    .address();
            String expected = one.get("client").textValue();
            assertThat(client).as("%s", one).isEqualTo(expected == null ? null : AddressText.parse(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1, -, PEER",
                "198.51.100.7, 81.2.69.142, PEER",
                "127.0.0.1, 81.2.69.142:4711, PUBLIC",
                "::1%lo, '[2001:218::1]:80', PUBLIC",
                "127.0.0.1, 10.1.2.3, PRIVATE",
                "127.0.0.1, fd00::1, PRIVATE",
                "127.0.0.1, unknown, ILLEGAL",
                "127.0.0.1, '81.2.69.142,', ILLEGAL",
                "127.0.0.1, localhost, ILLEGAL"
            })
    void addressesHaveAKind(String peer, String hops, Kind kind) {
        assertThat(ClientAddress.of(peer, hops, LOOPBACK).kind()).isEqualTo(kind);
    }

    @Test
    void anAddressHasNoTextForm() {
        assertThat(ClientAddress.of("198.51.100.7", null, LOOPBACK).toString()).doesNotContain("198");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "192.0.2.1, 192.0.2.1, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true"
    })
    void aRangeContainsTheAddressesOfItsPrefix(String range, String address, boolean contained) {
        assertThat(range(range).contains(requireNonNull(AddressText.parse(address))))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "proxy.example", "::/129", "10.0.0/8/8"})
    void whatIsNoRangeIsRefused(String text) {
        assertThat(AddressRange.parse(text)).isNull();
    }

    private static AddressRange range(String text) {
        return requireNonNull(AddressRange.parse(text), text);
    }
}
