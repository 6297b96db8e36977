package io.convergence.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.gateway.cdn.Aliases;
import io.convergence.gateway.cdn.CdnFile;
import io.convergence.gateway.cdn.CdnList;
import io.convergence.gateway.cdn.Provider;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lookups at a real name server on the loopback address. */
class AliasLookupTest {
    /** Long enough for a slow machine; only the test of a silent name server waits for the real time-out. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Map<String, String> RECORDS = Map.of(
            "cdn.shop.example", "Shop.Example.edgekey.net",
            "shop.example.edgekey.net", "e123.dscb.akamaiedge.net",
            "img.shop.example", "origin.hosting.example",
            "private.shop.example", "nas.internal",
            "loop.shop.example", "loop2.shop.example",
            "loop2.shop.example", "loop.shop.example",
            "broken.shop.example", "gone.shop.example",
            "gone.shop.example", NameServer.UNKNOWN,
            "spaced.shop.example", "a b.shop.example");

    @Test
    void aliasesAreFollowedInTheirOrderAndNameTheNetwork() {
        try (NameServer server = NameServer.start(name -> RECORDS.getOrDefault(name, NameServer.NONE));
                AliasLookup lookup = AliasLookup.open(server.address(), LONG)) {
            Map<String, List<String>> found =
                    lookup.of(Set.of("cdn.shop.example", "img.shop.example", "www.shop.example"));
            assertThat(found)
                    .isEqualTo(Map.of(
                            "cdn.shop.example",
                            List.of("shop.example.edgekey.net", "e123.dscb.akamaiedge.net"),
                            "img.shop.example",
                            List.of("origin.hosting.example"),
                            "www.shop.example",
                            List.of()));
            CdnList list = CdnFile.open(null).current();
            assertThat(Provider.of(list, "cdn.shop.example", found.get("cdn.shop.example"), false))
                    .isEqualTo(new Provider("CDN", "Akamai"));
            assertThat(Provider.of(list, "img.shop.example", found.get("img.shop.example"), true))
                    .isEqualTo(new Provider("CDN", "unknown"));
            assertThat(Provider.of(list, "www.shop.example", found.get("www.shop.example"), false))
                    .isEqualTo(new Provider("first-party", "unknown"));
        }
    }

    @Test
    void aHostIsAskedForOnceAlsoWhenItsLookupFailed() {
        try (NameServer server = NameServer.start(name -> RECORDS.getOrDefault(name, NameServer.UNKNOWN));
                AliasLookup lookup = AliasLookup.open(server.address(), LONG)) {
            assertThat(lookup.of(Set.of("loop.shop.example"))).isEmpty();
            assertThat(lookup.of(Set.of("broken.shop.example"))).isEmpty();
            assertThat(lookup.of(Set.of("unknown.shop.example"))).isEmpty();
            assertThat(lookup.of(Set.of("spaced.shop.example"))).isEmpty();
            List<String> asked = List.copyOf(server.queries());
            assertThat(asked)
                    .containsExactly(
                            "loop.shop.example",
                            "loop2.shop.example",
                            "broken.shop.example",
                            "gone.shop.example",
                            "unknown.shop.example",
                            "spaced.shop.example");
            assertThat(lookup.of(Set.of(
                            "loop.shop.example", "broken.shop.example", "unknown.shop.example", "spaced.shop.example")))
                    .isEmpty();
            assertThat(server.queries()).isEqualTo(asked);
        }
    }

    @Test
    void atMostEightAliasesAreFollowedAndNoneIntoPrivateNames() {
        try (NameServer server = NameServer.start(AliasLookupTest::endless);
                AliasLookup lookup = AliasLookup.open(server.address(), LONG)) {
            assertThat(lookup.of(Set.of("n0.chain.example")).get("n0.chain.example"))
                    .hasSize(8)
                    .startsWith("n1.chain.example")
                    .endsWith("n8.chain.example");
            assertThat(server.queries()).hasSize(8).doesNotContain("n8.chain.example");
            assertThat(lookup.of(Set.of("private.shop.example")).get("private.shop.example"))
                    .containsExactly("nas.internal");
            assertThat(lookup.of(Set.of("nas.internal", "printer.local", "localhost", "192.0.2.7", "2001:db8::1")))
                    .isEmpty();
            assertThat(server.queries()).hasSize(9).endsWith("private.shop.example");
        }
    }

    /** The records, and for n0.chain.example the target n1.chain.example, and so on. */
    private static String endless(String name) {
        String record = RECORDS.get(name);
        return record != null
                ? record
                : "n" + (Integer.parseInt(name.substring(1, name.indexOf('.'))) + 1) + ".chain.example";
    }

    @ParameterizedTest
    @CsvSource({
        "cdn.shop.example, true", "a_b.example, true", "shop, false", "localhost, false", "nas.internal, false",
        "a.b.local, false", "internal.example, true", "192.0.2.7, false", "2001:db8::1, false", "Shop.example, false",
        "a..example, false", "-a.example, false", "shop.example., false"
    })
    void onlyValidPublicNamesMayBeLookedUp(String host, boolean may) {
        assertThat(Aliases.mayLookUp(host)).isEqualTo(may);
    }

    @Test
    void moreThanSixtyFourHostsAtOnceAreNotLookedUpAndNotRemembered() throws IOException {
        try (NameServer server = NameServer.start(name -> NameServer.NONE);
                AliasLookup lookup = AliasLookup.open(server.address(), LONG)) {
            Set<String> hosts = new LinkedHashSet<>();
            for (int number = 0; number < AliasLookup.MOST_LOOKUPS; number++) {
                hosts.add("h" + number + ".shop.example");
            }
            server.hold();
            CompletableFuture<Map<String, List<String>>> first = CompletableFuture.supplyAsync(() -> lookup.of(hosts));
            Waiting.until("all are asked for", () -> server.queries().size() == hosts.size());
            assertThat(lookup.of(Set.of("one-more.shop.example"))).isEmpty();
            assertThat(server.queries()).doesNotContain("one-more.shop.example");
            server.release();
            assertThat(first.join()).hasSize(AliasLookup.MOST_LOOKUPS);
            assertThat(lookup.of(Set.of("one-more.shop.example"))).containsKey("one-more.shop.example");
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerEndsTheLookupAndIsRemembered() {
        try (NameServer server = NameServer.start(name -> NameServer.SILENT);
                AliasLookup lookup = AliasLookup.open(server.address())) {
            assertThat(lookup.of(Set.of("cdn.shop.example", "img.shop.example")))
                    .isEmpty();
            Waiting.until(
                    "both are asked for", () -> Set.copyOf(server.queries()).size() == 2);
            List<String> asked = List.copyOf(server.queries());
            Waiting.until("the lookups have ended", lookup::isIdle);
            assertThat(lookup.of(Set.of("cdn.shop.example"))).isEmpty();
            assertThat(server.queries()).isEqualTo(asked);
        }
    }
}
