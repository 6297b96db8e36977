package io.convergence.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
                        + " | chrome | 126 | windows | desktop",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
                        + " Safari/537.36 Edg/126.0.2592.56 | edge | 126 | windows | desktop",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | firefox | 128 | linux | desktop",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
                        + " Safari/605.1.15 | safari | 17 | macos | desktop",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/17.5 Mobile/15E148 Safari/604.1 | safari | 17 | ios | mobile",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1 | chrome | 126 | ios | mobile",
                "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6"
                        + " Mobile/15E148 Safari/604.1 | safari | 16 | ios | tablet",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
                        + " Mobile Safari/537.36 | chrome | 126 | android | mobile",
                "Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
                        + " Safari/537.36 | chrome | 126 | android | tablet",
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0"
                        + " Chrome/121.0.0.0 Mobile Safari/537.36 | other | - | android | mobile",
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
                        + " Safari/537.36 | chrome | 126 | chromeos | desktop",
                "Mozilla/5.0 (Linux; Android 11; CUBOT KINGKONG) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0"
                        + " Mobile Safari/537.36 | chrome | 110 | android | mobile",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0"
                        + " Safari/537.36 | chrome | 126 | linux | desktop"
            })
    void browsersAreRecognised(String agent, String browser, String major, String system, String device) {
        Map<String, String> expected = new TreeMap<>(Map.of("browser", browser, "os", system, "device", device));
        if (major != null) {
            expected.put("browser_major", major);
        }
        Map<String, String> labels = new TreeMap<>(UserAgent.labels(agent));
        labels.remove("os_major");
        assertThat(labels).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"
            })
    void declaredRobotsAreNoUsers(String agent) {
        assertThat(UserAgent.labels(agent)).containsEntry("session_type", "bot").containsEntry("device", "bot");
    }

    @Test
    void whatIsNotRecognisedHasNoLabel() {
        assertThat(UserAgent.labels(null)).isEmpty();
        assertThat(UserAgent.labels("curl/8.5.0")).isEmpty();
        assertThat(UserAgent.labels("x".repeat(100_000))).isEmpty();
    }
}
