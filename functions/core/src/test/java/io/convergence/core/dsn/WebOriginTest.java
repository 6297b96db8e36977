package io.convergence.core.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://Web.Acme.Example, https://web.acme.example",
        "https://web.acme.example:443, https://web.acme.example",
        "http://web.acme.example:80, http://web.acme.example",
        "http://web.acme.example:443, http://web.acme.example:443",
        "https://straße.example, https://xn--strae-oqa.example",
        "https://xn--strae-oqa.example, https://xn--strae-oqa.example",
        "https://BÜCHER.example:8443, https://xn--bcher-kva.example:8443",
        "https://a_b.example, https://a_b.example",
        "http://localhost:3000, http://localhost:3000",
        "https://[2001:DB8::1]:8443, https://[2001:db8::1]:8443",
        "https://192.0.2.1, https://192.0.2.1",
    })
    void originsAreComparedAsBrowsersSendThem(String origin, String normal) {
        assertThat(WebOrigin.normalise(origin)).isEqualTo(normal);
        assertThat(WebOrigin.normalise(normal)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "web.acme.example",
                "https://",
                "https://a.example/",
                "https://a.example/path",
                "https://user@a.example",
                "https://a b.example",
                "https://-a.example",
                "https://a.example:port",
                "https://2001:db8::1"
            })
    void whatIsNoOriginIsRefused(String text) {
        assertThat(WebOrigin.normalise(text)).isNull();
    }
}
