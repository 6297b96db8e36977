package io.convergence.core.privacy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuccessorTest {

    @ParameterizedTest
    @CsvSource({
        "/reset-password/geheim, /reset-password/:id",
        "/password_reset/qwertz, /password_reset/:id",
        "/verify-email/abcdefg, /verify-email/:id",
        "/email.verify/abcdefg, /email.verify/:id",
        "/email-verification/abcdefg, /email-verification/:id",
        "/account-activation/abcdefg/edit, /account-activation/:id/edit",
        "/Reset-Password/geheim, /Reset-Password/:id",
        "/re\u200bset-password/geheim, /re\u200bset-password/:id",
        "/t/x7Kq2Zp9, /t/:id",
        "/s/abc, /s/:id",
        "/u/john.doe, /u/:id",
        "/U/john, /U/:id",
        "/users/jane_doe/edit, /users/:id/edit",
        "/profile/max-mustermann, /profile/:id",
        "/account/settings-of-john, /account/:id",
        "/share/qwertz, /share/:id",
        "/invite/qwertz, /invite/:id",
        "/u/..., /u/:id",
        "/u/-, /u/:id",
    })
    void aNameOrATokenAfterASensitiveWordIsReplaced(String page, String redacted) {
        assertThat(PageRedaction.redact(page)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reset-password/form",
                "/verify-email/success",
                "/users/sign_in",
                "/users/password/new",
                "/users/confirmation/new",
                "/users/edit",
                "/user/settings/notifications",
                "/user/profile",
                "/user/repositories",
                "/profile/edit",
                "/account/login",
                "/account/register",
                "/account/orders",
                "/account/order-history",
                "/account/addresses/new",
                "/account/payment-methods",
                "/account/change_password",
                "/account/two-step-verification/setup",
                "/account/privacy",
                "/account/subscriptions/cancel",
                "/invite/accept",
                "/invite/friends",
                "/share/link",
                "/order-confirmation/thank-you",
                "/account/overview",
                "/account/summer",
                "/t-shirts/sale",
                "/user-guide/intro",
                "/product_list/shoes"
            })
    void aRouteOfPlainWordsIsNotRedacted(String page) {
        assertThat(PageRedaction.redact(page)).isEqualTo(page);
    }

    @Test
    void noRouteOfPublicSoftwareIsRedacted() throws IOException {
        List<String> routes = new String(
                        requireNonNull(SuccessorTest.class.getResourceAsStream("/routes/public-software.txt"))
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(routes)
                .hasSizeGreaterThan(300)
                .allSatisfy(route -> assertThat(PageRedaction.redact(route)).isEqualTo(route));
    }

    @Property
    void noTokenNameOrEmailSurvivesAfterASensitiveWord(
            @ForAll("triggers") String trigger, @ForAll("secrets") String secret) {
        assertThat(PageRedaction.redact('/' + trigger + '/' + secret)).isEqualTo('/' + trigger + "/:id");
        assertThat(PageRedaction.redact("/app/" + trigger + '/' + secret + "/edit"))
                .isEqualTo("/app/" + trigger + "/:id/edit");
    }

    @Property
    void redactingTwiceChangesNothingWhereSegmentsAreCut(
            @ForAll("triggers") String trigger, @ForAll("words") String words) {
        for (int length = 225; length < 256; length++) {
            String once = PageRedaction.redact('/' + "g".repeat(length) + '/' + trigger + '/' + words);
            assertThat(PageRedaction.redact(once)).isEqualTo(once);
        }
    }

    @Provide
    Arbitrary<String> triggers() {
        return Arbitraries.of(
                "u",
                "user",
                "users",
                "profile",
                "account",
                "t",
                "s",
                "share",
                "invite",
                "reset",
                "token",
                "reset-password",
                "verify_email",
                "magic.link",
                "email-confirmation");
    }

    @Provide
    Arbitrary<String> secrets() {
        Arbitrary<String> tokens = Arbitraries.strings()
                .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
                .ofMinLength(8)
                .ofMaxLength(60);
        Arbitrary<String> first = Arbitraries.of(
                "james",
                "mary",
                "john",
                "patricia",
                "mark",
                "linda",
                "will",
                "grace",
                "bill",
                "page",
                "anna",
                "josé",
                "mohamed",
                "wei",
                "olga",
                "may",
                "art",
                "rose",
                "frank",
                "guy");
        Arbitrary<String> last = Arbitraries.of(
                "smith", "doe", "müller", "garcia", "king", "young", "price", "baker", "hall", "wood", "ivanova", "li");
        Arbitrary<String> names = Combinators.combine(first, Arbitraries.of("", "-", "_", "."), last)
                .as((one, mark, other) -> one + mark + other);
        Arbitrary<String> emails = names.map(name -> name + "@example.com");
        return Arbitraries.oneOf(tokens, first, last, names, emails);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("settings", "order-history", "payment_methods", "two-step-verification");
    }
}
