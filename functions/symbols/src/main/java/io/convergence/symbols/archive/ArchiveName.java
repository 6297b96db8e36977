package io.convergence.symbols.archive;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of an archive: app, environment and version of the program whose symbols it has.
 *
 * @param appId not empty
 * @param env may be empty
 * @param version may be empty
 */
public record ArchiveName(String appId, String env, String version) {
    private static final int MAX_BYTES = 128;
    private static final String NONE = "none";

    public ArchiveName {
        String problem = problem(appId, env, version);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Why three texts are no name of an archive, or null if they are one. */
    public static @Nullable String problem(String appId, String env, String version) {
        if (appId.isEmpty()) {
            return "app_id not found";
        }
        String[] names = {"app_id", "env", "version"};
        String[] texts = {appId, env, version};
        for (int index = 0; index < texts.length; index++) {
            if (!isAdmitted(texts[index])) {
                return names[index] + " must have at most " + MAX_BYTES
                        + " bytes and neither a backslash nor control characters";
            }
        }
        return null;
    }

    /** The label that people read, such as {@code shop-production-1.4.2.zip}. It is never used as a path. */
    public String label() {
        return folder().replace("/", "__") + ".zip";
    }

    /** The name of a top folder that an archive may have: the three texts as they are. */
    public String folder() {
        return appId + '-' + orNone(env) + '-' + orNone(version);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static boolean isAdmitted(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && text.indexOf('\\') < 0
                && text.chars().noneMatch(Character::isISOControl);
    }
}
