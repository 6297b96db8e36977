package io.convergence.gateway.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CheckNameTest {
    @Test
    void aTextOfAdmissibleCharactersAndSeparatorsHasNoHash() {
        assertThat(CheckName.of("Home page", "x")).isEqualTo("Home-page");
        assertThat(CheckName.of(" shop.spec.ts  checkout\tpays ", "x")).isEqualTo("shop.spec.ts-checkout-pays");
        assertThat(CheckName.of("http_2xx", "x")).isEqualTo("http_2xx");
        assertThat(CheckName.of("N. Virginia", "x")).isEqualTo("N.-Virginia");
        assertThat(CheckName.of(" - ", "x")).isEqualTo("x");
    }

    @Test
    void textsThatDifferInOtherScriptsOrSignsHaveDifferentNames() {
        List<String> texts = List.of(
                "Проверка оплаты",
                "Главная страница",
                "支払い",
                "Checkout",
                "Checkout!",
                "Checkout?",
                "Checkout (EU)",
                "Checkout [EU]",
                "Checkout / EU",
                "Checkout + EU",
                "Checkout EU",
                "Café",
                "Cafè",
                "Caf");
        assertThat(texts.stream().map(text -> CheckName.of(text, "checkly")).collect(Collectors.toSet()))
                .hasSameSizeAs(texts);
    }

    @Test
    void aTextHasOneNameInBothUnicodeForms() {
        assertThat(CheckName.of("Cafe\u0301", "x")).isEqualTo(CheckName.of("Caf\u00e9", "x"));
    }

    @Property(tries = 500)
    void everyTextHasAnAdmissibleName(@ForAll String text) {
        assertThat(CheckName.of(text, "checkly")).matches("[A-Za-z0-9._-]{1,64}");
    }
}
