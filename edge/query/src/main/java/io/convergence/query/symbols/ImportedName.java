package io.convergence.query.symbols;

import io.convergence.symbols.archive.ArchiveName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Names of archives in the import folder: {@code app_id-env-version.zip}, with {@code __} in place of a slash. */
final class ImportedName {
    private static final String SUFFIX = ".zip";
    private static final String NONE = "none";

    private ImportedName() {}

    /**
     * The name of an archive, or null when the file has none. Ids and versions may contain hyphens, so the app id is the
     * longest known one that the file name begins with; the environment ends at the next hyphen.
     *
     * @param file name of the file without folders
     * @param appIds the app ids that are known
     */
    static @Nullable ArchiveName of(String file, Collection<String> appIds) {
        if (!file.endsWith(SUFFIX)) {
            return null;
        }
        String name = file.substring(0, file.length() - SUFFIX.length()).replace("__", "/");
        String appId = "";
        for (String known : appIds) {
            if (known.length() > appId.length() && name.startsWith(known + '-')) {
                appId = known;
            }
        }
        if (appId.isEmpty()) {
            return null;
        }
        String rest = name.substring(appId.length() + 1);
        int hyphen = rest.indexOf('-');
        if (hyphen < 0) {
            return null;
        }
        String env = emptyForNone(rest.substring(0, hyphen));
        String version = emptyForNone(rest.substring(hyphen + 1));
        return ArchiveName.problem(appId, env, version) == null ? new ArchiveName(appId, env, version) : null;
    }

    private static String emptyForNone(String text) {
        return text.equals(NONE) ? "" : text;
    }
}
