package io.convergence.symbols.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.StackStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsStackTest {
    @Test
    void eachStackOverOwnMapsIsThatOfTheOracle() throws UnusableSymbolFile, IOException {
        assertThat(checkStacks()).isGreaterThanOrEqualTo(55);
    }

    @Test
    @Tag("fixtures")
    void eachStackOverPublicMapsIsThatOfTheOracle() throws UnusableSymbolFile, IOException {
        assertThat(checkStacks()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"((((", "at at at ", "@@@@", "eval at (", " @ ", ":1:1", "%41/"})
    void hostileStacksTakeTimeInProportionToTheirLength(String part) {
        String stack = part.repeat(256 * 1024 / part.length());
        // Proportional work is about a millisecond; quadratic work would take minutes.
        ResolvedStack resolved = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> new JsStack(url -> null).resolve("at f (" + stack + ":1:1)\n" + stack));
        assertThat(resolved.text()).isNull();
    }

    @Test
    void framesBeyondTheBoundPassAsTheyAre() throws IOException {
        ResolvedStack resolved = new JsStack(url -> null).resolve("f@https://a/b.js:1:1\n".repeat(3000));
        assertThat(resolved.seen()).isEqualTo(1000);
        assertThat(resolved.status()).isEqualTo(StackStatus.NO_FILE);
        assertThat(resolved.missing()).containsExactly("b.js.map");
    }

    private static int checkStacks() throws UnusableSymbolFile, IOException {
        int checked = 0;
        for (JsonNode stack : Vectors.json("web/stacks.json")) {
            Map<String, SourceMap> maps = new HashMap<>();
            boolean complete = true;
            for (var entry : stack.get("archive").properties()) {
                String name = entry.getValue().asText();
                complete &= Vectors.isThere(name);
                if (complete) {
                    maps.put(entry.getKey(), SourceMap.read(new ByteArrayInputStream(Vectors.bytes(name))));
                }
            }
            if (!complete) {
                continue;
            }
            Map<String, String> ids = new HashMap<>();
            stack.path("debug_ids")
                    .properties()
                    .forEach(id -> ids.put(id.getKey(), id.getValue().asText()));
            ScriptMaps scripts = url -> {
                for (SourceMap map : maps.values()) {
                    if (map.debugId() != null && map.debugId().equalsIgnoreCase(ids.get(url))) {
                        return map;
                    }
                }
                return maps.get(ScriptPath.entryOf(url, maps.keySet()));
            };
            ResolvedStack resolved =
                    new JsStack(scripts).resolve(stack.get("error_stack").asText());
            assertThat(resolved.text())
                    .as(stack.get("name").asText())
                    .isEqualTo(stack.get("expected").asText(null));
            assertThat(resolved.resolved()).isEqualTo(stack.get("resolved").asInt());
            checked++;
        }
        return checked;
    }
}
