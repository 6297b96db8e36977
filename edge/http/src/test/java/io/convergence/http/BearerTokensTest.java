package io.convergence.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class BearerTokensTest {
    private static final String TOKEN = "a-token-of-at-least-32-characters";
    private static final BearerTokens<String> TOKENS = BearerTokens.of(List.of(
            new BearerTokens.Entry<>(BearerTokens.digest("another-token-of-at-least-32-characters"), "other"),
            new BearerTokens.Entry<>(BearerTokens.digest(TOKEN), "holder")));

    @Test
    void onlyTheTokenIsAdmittedAndNotItsDigest() {
        assertThat(TOKENS.holder(TOKEN)).isEqualTo("holder");
        assertThat(TOKENS.holder(BearerTokens.digest(TOKEN))).isNull();
        assertThat(TOKENS.holder(TOKEN.substring(1))).isNull();
        assertThat(TOKENS.holder(TOKEN + ' ')).isNull();
        assertThat(TOKENS.holder("")).isNull();
        assertThat(TOKENS.holderOfHeader("Bearer " + TOKEN)).isEqualTo("holder");
        assertThat(TOKENS.holderOfHeader("Basic " + TOKEN)).isNull();
    }

    @Test
    void aTokenIsComparedByItsDigestInConstantTime() {
        JavaClasses tokens = new ClassFileImporter().importClasses(BearerTokens.class);
        classes()
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(tokens);
        noClasses().should().callMethod(String.class, "equals", Object.class).check(tokens);
    }
}
