package io.convergence.gateway.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    private static final CdnList LIST = CdnListText.parse("""
            [{"domain": "kunlun*.com", "name": "Kunlun"},
             {"domain": "example.net.", "name": "A"},
             {"domain": "IMG.example.net", "name": "B"},
             {"domain": "*.example.net", "name": "C"},
             {"domain": "x*.example.net", "name": "D"},
             {"domain": "a*b*c.example.org", "name": "E"}]
            """);

    @ParameterizedTest
    @CsvSource({
        "kunlun.com, Kunlun",
        "www.kunlunab.com, Kunlun",
        "example.net, A",
        "deep.a.example.net, A",
        "a.img.example.net, B",
        "EXAMPLE.NET.., A",
        "x1.example.net, D",
        "aXbYc.example.org, E",
        "abc.example.org, E"
    })
    void theDomainWithTheMostLabelsThenWithoutAPatternThenTheFirstNamesTheNetwork(String host, String network) {
        assertThat(LIST.networkOf(host)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kunlunab.c.com", "xkunluna.com", "xexample.net", "net", "", "ac.example.org", "a.b.c.example.org"})
    void aHostThatNoDomainEndsHasNoNetwork(String host) {
        assertThat(LIST.networkOf(host)).isNull();
    }

    @Test
    void theLastListedAliasCountsBeforeTheHost() {
        assertThat(Provider.of(LIST, "img.example.net", List.of("kunlun.com", "origin.shop.example"), true))
                .isEqualTo(new Provider("CDN", "Kunlun"));
    }

    @Test
    void aHostWithoutAListedNameIsTheSitesOwnOrUnknown() {
        assertThat(Provider.of(LIST, "web.shop.example", null, true)).isEqualTo(new Provider("first-party", "unknown"));
        assertThat(Provider.of(LIST, "web.shop.example", List.of(), false))
                .isEqualTo(new Provider("first-party", "unknown"));
        assertThat(Provider.of(LIST, "web.shop.example", null, false)).isEqualTo(new Provider("unknown", "unknown"));
        assertThat(Provider.of(LIST, "web.shop.example", List.of("lb.shop.example"), true))
                .isEqualTo(new Provider("CDN", "unknown"));
        assertThat(Provider.of(LIST, "web.shop.example", List.of("web.shop.example."), true))
                .isEqualTo(new Provider("first-party", "unknown"));
        assertThat(Provider.of(LIST, "192.0.2.7", null, true)).isEqualTo(new Provider("unknown", "unknown"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[]",
                "[{\"domain\":\"a.com\"}]",
                "[{\"domain\":\"\",\"name\":\"x\"}]",
                "[{\"domain\":\"a b.com\",\"name\":\"x\"}]",
                "[{\"domain\":\"a.com\",\"name\":\" \"}]"
            })
    void aListThatIsEmptyMalformedOrIncompleteIsRefused(String text) {
        assertThatThrownBy(() -> CdnListText.parse(text)).isInstanceOf(InvalidSettings.class);
    }
}
