package io.convergence.symbols.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopFrameTest {
    @ParameterizedTest
    @CsvSource({
        "webpack:///./src/index.js, src/index.js",
        "webpack://shop/./src/Cart.vue?1a2b, src/Cart.vue",
        "webpack://shop/src/App.svelte?1a2b, src/App.svelte",
        "../../src/a.ts, src/a.ts",
        "/@fs/src/a.ts, src/a.ts",
        "src/a.ts?raw, src/a.ts?raw",
        "https://shop.example, shop.example",
        "./../src/a.js, src/a.js"
    })
    void sourcesOfDifferentBundlersHaveOneName(String source, String name) {
        assertThat(GroupedSource.of(source)).isEqualTo(name);
        assertThat(GroupedSource.of('\u0000' + source)).isEqualTo(name);
    }

    @Test
    void aMinifiedFunctionIsNoPartOfTheTopFrame() {
        assertThat(TopFrame.of(stack(frame("a", true, "webpack:///./src/cart.js", false))))
                .isEqualTo("src/cart.js");
        assertThat(TopFrame.of(stack(frame("shop.Cart.add", false, "Cart.kt", false))))
                .isEqualTo("shop.Cart.add (Cart.kt)");
        assertThat(TopFrame.of(stack(frame("add", false, "/build/7/src/cart.cpp", false))))
                .isEqualTo("add (cart.cpp)");
        assertThat(TopFrame.of(stack(frame("add", false, null, false)))).isEqualTo("add");
    }

    @Test
    void codeOfOthersIsPassedOver() {
        assertThat(TopFrame.of(stack(
                        frame("x", true, "node_modules/react/index.js", true), frame("y", true, "src/app.js", false))))
                .isEqualTo("src/app.js");
        assertThat(TopFrame.of(stack(frame("x", true, "node_modules/react/index.js", true))))
                .isEmpty();
        assertThat(TopFrame.of(stack())).isEmpty();
    }

    private static ResolvedStack stack(SourceFrame... frames) {
        return new ResolvedStack(
                "text", StackStatus.SUCCESS, frames.length, frames.length, Arrays.asList(frames), List.of(), List.of());
    }

    private static SourceFrame frame(String function, boolean isOfDevice, @Nullable String file, boolean isIgnored) {
        return new SourceFrame(function, isOfDevice, file, 1, 1, null, false, isIgnored, 0);
    }
}
