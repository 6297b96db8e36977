package io.convergence.symbols.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.symbols.DamagedBytes;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.archive.ArchiveLimits;
import io.convergence.symbols.archive.RefusedArchive;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stacks that nobody's program printed. */
class HostileStackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((",
                "at at at ",
                "@@@@",
                " at a.b.c(",
                "\tat a.b.c(D:1)\n",
                "#00 pc ",
                "#00 pc 0a /a/b.so\n",
                "0 a 0x",
                "0   A   0x0000000104486ef0 0x104480000 + 72\n",
                "{\"a\":",
                "[[[[",
                "Caused by: ",
                "Binary Images:\n",
                "0x1 - 0x2 A arm64 <",
                "build id: ",
                "<OR> "
            })
    void itTakesTimeInProportionToItsLength(String part) throws IOException, RefusedArchive {
        String stack = part.repeat(256 * 1024 / part.length());
        for (SymbolPlatform platform : List.of(SymbolPlatform.ANDROID, SymbolPlatform.IOS)) {
            try (SymbolArchive archive = open(platform)) {
                ArchiveResolver resolver = new ArchiveResolver(archive);
                // Proportional work takes milliseconds; quadratic work would take minutes.
                assertThat(Assertions.assertTimeoutPreemptively(
                                Duration.ofSeconds(20), () -> resolver.resolve(stack, Map.of())))
                        .isNotNull();
            }
        }
    }

    @Test
    void aDamagedStackIsResolvedOrLeftAsItIs() throws IOException, RefusedArchive {
        Random random = new Random(23);
        for (SymbolPlatform platform : List.of(SymbolPlatform.ANDROID, SymbolPlatform.IOS)) {
            try (SymbolArchive archive = open(platform)) {
                ArchiveResolver resolver = new ArchiveResolver(archive);
                for (String stack : stacks()) {
                    byte[] good = stack.getBytes(StandardCharsets.UTF_8);
                    for (int round = DamagedBytes.rounds(40); round > 0; round--) {
                        String damaged = new String(DamagedBytes.of(good, random), StandardCharsets.ISO_8859_1);
                        DamagedBytes.read(() ->
                                assertThat(resolver.resolve(damaged, Map.of())).isNotNull());
                    }
                }
            }
        }
    }

    private static SymbolArchive open(SymbolPlatform platform) throws IOException, RefusedArchive {
        return SymbolArchive.open(
                Vectors.file("archives/" + platform.label() + ".zip"), platform, "", ArchiveLimits.DEFAULT);
    }

    private static List<String> stacks() {
        List<String> stacks = new ArrayList<>();
        for (String file : List.of("web/stacks.json", "native/stacks.json", "ios/stacks.json")) {
            Vectors.json(file).forEach(node -> {
                String field = node.has("error_stack") ? "error_stack" : "stack";
                if (node.path(field).isTextual() && node.path(field).asText().length() > 8) {
                    stacks.add(node.path(field).asText());
                }
            });
        }
        assertThat(stacks).hasSizeGreaterThan(70);
        return stacks;
    }
}
