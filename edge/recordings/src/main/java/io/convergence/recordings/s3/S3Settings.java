package io.convergence.recordings.s3;

import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.core.settings.Problems;
import io.convergence.core.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a bucket with recordings.
 *
 * @param endpoint address of the store, or null for Amazon S3
 * @param bucket name of the bucket
 * @param region region of the bucket
 * @param accessKey id of the access key
 * @param secretKey the access key
 */
public record S3Settings(@Nullable URI endpoint, String bucket, String region, Secret accessKey, Secret secretKey) {
    private static final String ACCESS_KEY = "CONVERGENCE_S3_ACCESS_KEY";
    private static final String SECRET_KEY = "CONVERGENCE_S3_SECRET_KEY";

    /** Names of buckets: Amazon S3 User Guide, general purpose bucket naming rules. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

    /**
     * Reads the settings; null when recordings are stored in a directory.
     *
     * @param environment environment variables, the only source of the access key
     */
    public static @Nullable S3Settings read(OptionReader reader, Map<String, String> environment) {
        String store = reader.text(S3Options.REPLAY_STORE);
        boolean isS3 = store.equals("s3");
        Problems problems = reader.problems();
        problems.check(isS3 || store.equals("directory"), S3Options.REPLAY_STORE.key() + ": must be directory or s3");
        if (!isS3) {
            return null;
        }
        String bucket = given(reader, S3Options.REPLAY_S3_BUCKET);
        problems.check(
                BUCKET.matcher(bucket).matches(),
                S3Options.REPLAY_S3_BUCKET.key()
                        + ": the name of a bucket is required, 3 to 63 lower-case letters, digits, dots and hyphens");
        String region = reader.text(S3Options.REPLAY_S3_REGION);
        problems.check(
                REGION.matcher(region).matches(),
                S3Options.REPLAY_S3_REGION.key() + ": must be of lower-case letters, digits and hyphens");
        URI endpoint = endpoint(given(reader, S3Options.REPLAY_S3_ENDPOINT), problems);
        return new S3Settings(
                endpoint,
                bucket,
                region,
                secret(environment, ACCESS_KEY, problems),
                secret(environment, SECRET_KEY, problems));
    }

    private static String given(OptionReader reader, Option option) {
        return reader.values().getOrDefault(option.key(), "").trim();
    }

    private static @Nullable URI endpoint(String text, Problems problems) {
        if (text.isEmpty()) {
            return null;
        }
        URI endpoint = parse(text);
        if (endpoint == null) {
            problems.add(S3Options.REPLAY_S3_ENDPOINT.key()
                    + ": must be http or https, a host and perhaps a port, such as https://s3.example.com");
        }
        return endpoint;
    }

    private static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean isBare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            String path = uri.getRawPath();
            boolean isRoot = path == null || path.isEmpty() || path.equals("/");
            return isHttp && uri.getHost() != null && isBare && isRoot ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Secret secret(Map<String, String> environment, String name, Problems problems) {
        String value = environment.getOrDefault(name, "").trim();
        problems.check(
                !value.isEmpty(),
                name + ": an environment variable is required with " + S3Options.REPLAY_STORE.key() + " = s3");
        return new Secret(value);
    }
}
