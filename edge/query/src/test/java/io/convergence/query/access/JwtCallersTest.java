package io.convergence.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.kit.wait.Waiting;
import io.convergence.query.settings.JwtSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtCallersTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));
    private static final SignedTokens ISSUER = new SignedTokens("1");
    private static final String CLAIMS = SignedTokens.claims("\"acme\"", "editor", LATER);

    @TempDir
    private Path directory;

    private long nanos;

    @Test
    void theThreeAlgorithmsAreAdmitted() throws IOException {
        JwtCallers callers = callers("/tenants", "/role");
        for (String token : new String[] {ISSUER.rs256(CLAIMS), ISSUER.es256(CLAIMS), ISSUER.edDsa(CLAIMS)}) {
            assertThat(callers.caller(token, NOW))
                    .isEqualTo(new Caller("jwt:ana", List.of("acme"), Role.EDITOR, LATER));
        }
    }

    @Test
    void aTokenWithoutASignatureIsRefused() throws IOException {
        String header =
                Base64URL.encode("{\"alg\": \"none\", \"kid\": \"rsa-1\"}").toString();
        assertRefused(header + '.' + Base64URL.encode(CLAIMS) + '.');
        assertRefused(SignedTokens.part(ISSUER.rs256(CLAIMS), 0, header));
        assertRefused(SignedTokens.part(ISSUER.rs256(CLAIMS), 2, ""));
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws IOException, JOSEException {
        byte[] publicKey = ISSUER.rsa.toRSAPublicKey().getEncoded();
        for (JWSAlgorithm algorithm : Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            JWSHeader header = new JWSHeader.Builder(algorithm).keyID("rsa-1").build();
            assertRefused(SignedTokens.signed(header, CLAIMS, new MACSigner(publicKey)));
        }
    }

    @Test
    void aSignatureOfOtherClaimsOrOfAnotherKeyIsRefused() throws IOException {
        String other = Base64URL.encode(SignedTokens.claims("\"globex\"", "editor", LATER))
                .toString();
        assertRefused(SignedTokens.part(ISSUER.rs256(CLAIMS), 1, other));
        assertRefused(SignedTokens.part(ISSUER.es256(CLAIMS), 1, other));
        assertRefused(SignedTokens.part(ISSUER.edDsa(CLAIMS), 1, other));
        assertRefused(SignedTokens.part(ISSUER.edDsa(CLAIMS), 2, "AAAA"));
        assertRefused(new SignedTokens("1").rs256(CLAIMS));
        assertRefused(new SignedTokens("2").rs256(CLAIMS));
        JWSHeader ofAnotherKey =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("ec-1").build();
        assertRefused(SignedTokens.signed(ofAnotherKey, CLAIMS, SignedTokens.signer(ISSUER.rsa)));
        JWSHeader withoutId = new JWSHeader(JWSAlgorithm.RS256);
        assertRefused(SignedTokens.signed(withoutId, CLAIMS, SignedTokens.signer(ISSUER.rsa)));
        JWSHeader strongerHash =
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa-1").build();
        assertRefused(SignedTokens.signed(strongerHash, CLAIMS, SignedTokens.signer(ISSUER.rsa)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iss\": \"https://login.example\"|\"iss\": \"https://login.example/\"",
                "\"iss\": \"https://login.example\"|\"x\": 1",
                "\"convergence\"|\"convergence2\"",
                "\"aud\": [\"other\", \"convergence\"]|\"aud\": {\"a\": \"convergence\"}",
                "\"sub\": \"ana\"|\"sub\": \"\"",
                "\"sub\": \"ana\"|\"sub\": \"a\\nb\"",
                "\"sub\": \"ana\"|\"x\": 1",
                "\"exp\": |\"x\": ",
                "\"exp\": |\"exp\": 9, \"x\": ",
                "\"exp\": |\"nbf\": 1795780861, \"exp\": ",
                "\"exp\": |\"nbf\": \"0\", \"exp\": ",
                "\"tenants\": \"acme\"|\"tenants\": []",
                "\"tenants\": \"acme\"|\"tenants\": [\"acme\", 1]",
                "\"tenants\": \"acme\"|\"tenants\": {\"a\": \"acme\"}",
                "\"tenants\": \"acme\"|\"tenants\": \"a/b\"",
                "\"tenants\": \"acme\"|\"tenants\": \"acme\", \"tenants\": \"globex\"",
                "\"role\": \"editor\"|\"role\": \"EDITOR\"",
                "\"role\": \"editor\"|\"role\": \"admin\"",
                "\"role\": \"editor\"|\"x\": 1",
                "{|[",
                "}|}}"
            })
    void claimsThatAreAbsentWrongOrRepeatedAreRefused(String change) throws IOException {
        String[] sides = change.split("\\|", 2);
        String claims = CLAIMS.replace(sides[0], sides[1]);
        assertThat(claims).isNotEqualTo(CLAIMS);
        assertRefused(ISSUER.rs256(claims));
    }

    @Test
    void aTokenEndsAMinuteAfterItsEnd() throws IOException {
        JwtCallers callers = callers("/tenants", "/role");
        String token = ISSUER.rs256(CLAIMS);
        assertThat(callers.caller(token, LATER.plusSeconds(59))).isNotNull();
        assertThat(callers.caller(token, LATER.plusSeconds(60))).isNull();
    }

    @Test
    void thePointersOfHasuraLeadToItsClaims() throws IOException {
        JwtCallers callers = callers(
                "/https:~1~1hasura.io~1jwt~1claims/x-hasura-tenant-id",
                "/https:~1~1hasura.io~1jwt~1claims/x-hasura-allowed-roles");
        String claims = CLAIMS.replace(
                "\"tenants\": \"acme\", \"role\": \"editor\"",
                "\"tenants\": \"globex\", \"https://hasura.io/jwt/claims\": {\"x-hasura-tenant-id\": \"acme\", "
                        + "\"x-hasura-allowed-roles\": [\"user\", \"reader\"]}");
        assertThat(callers.caller(ISSUER.rs256(claims), NOW))
                .isEqualTo(new Caller("jwt:ana", List.of("acme"), Role.READER, LATER));
        assertThat(callers.caller(ISSUER.rs256(CLAIMS), NOW)).isNull();
    }

    @Test
    void aTokenOfSeveralTenantsHasThemAll() throws IOException {
        String claims = SignedTokens.claims("[\"acme\", \"globex\"]", "reader", LATER);
        Caller caller = callers("/tenants", "/role").caller(ISSUER.es256(claims), NOW);
        assertThat(caller)
                .isNotNull()
                .satisfies(both -> assertThat(both.tenants()).containsExactly("acme", "globex"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c", "....", "a.b.c.d.e", "é.é.é"})
    void otherTextsAreRefused(String token) throws IOException {
        assertRefused(token);
    }

    @Test
    void aFileOfKeysThatChangesIsReadAgain() throws IOException {
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, ISSUER.keys());
        JwtCallers callers = open(settings(file.toString(), "/tenants", "/role"));
        SignedTokens rotated = new SignedTokens("2");
        assertThat(callers.caller(rotated.rs256(CLAIMS), NOW)).isNull();
        Files.writeString(file, rotated.keys());
        callers.reload();
        assertThat(callers.caller(rotated.rs256(CLAIMS), NOW)).isNotNull();
        assertThat(callers.caller(ISSUER.rs256(CLAIMS), NOW)).isNull();
        Files.writeString(file, "{}");
        callers.reload();
        assertThat(callers.caller(rotated.rs256(CLAIMS), NOW)).isNotNull();
    }

    @Test
    void anUnknownKeyLetsTheKeysBeFetchedAtMostEveryThirtySeconds() throws IOException {
        AtomicInteger fetches = new AtomicInteger();
        SignedTokens rotated = new SignedTokens("2");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] keys =
                    (fetches.incrementAndGet() == 1 ? ISSUER : rotated).keys().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
            JwtCallers callers = open(settings(url, "/tenants", "/role"));
            Waiting.until("the keys are known", () -> callers.caller(ISSUER.rs256(CLAIMS), NOW) != null);
            assertThat(callers.caller(rotated.rs256(CLAIMS), NOW)).isNull();
            callers.reload();
            assertThat(fetches).hasValue(1);
            nanos += Duration.ofSeconds(30).toNanos();
            callers.reload();
            Waiting.until("the new keys are known", () -> callers.caller(rotated.rs256(CLAIMS), NOW) != null);
            nanos += Duration.ofMinutes(5).toNanos();
            callers.reload();
            Waiting.until("the keys are fetched again", () -> fetches.get() > 2);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"keys\": []}",
                "{\"keys\": [{\"kty\": \"oct\", \"kid\": \"a\", \"k\": \"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA\"}]}"
            })
    void aFileWithoutAPublicKeyIsInvalid(String keys) throws IOException {
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, keys);
        JwtSettings settings = settings(file.toString(), "/tenants", "/role");
        assertThatThrownBy(() -> open(settings)).isInstanceOf(InvalidSettings.class);
    }

    private void assertRefused(String token) throws IOException {
        @Nullable Caller caller = callers("/tenants", "/role").caller(token, NOW);
        assertThat(caller).isNull();
    }

    private JwtCallers callers(String tenants, String role) throws IOException {
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, ISSUER.keys());
        return open(settings(file.toString(), tenants, role));
    }

    private JwtCallers open(JwtSettings settings) {
        return Objects.requireNonNull(JwtCallers.open(settings, () -> nanos));
    }

    private static JwtSettings settings(String keys, String tenants, String role) {
        return new JwtSettings(
                keys,
                SignedTokens.ISSUER,
                SignedTokens.AUDIENCE,
                JsonPointer.compile(tenants),
                JsonPointer.compile(role));
    }
}
