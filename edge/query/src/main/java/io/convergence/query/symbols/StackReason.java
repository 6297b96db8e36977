package io.convergence.query.symbols;

import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.resolve.SdkPlatforms;
import io.convergence.symbols.store.LateStack;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sentences that say why a stack of errors is not shown in source names. */
public final class StackReason {
    /** The reason of an error that came without a stack. */
    public static final String NO_STACK = "the error came without a stack";

    /** The reason of a stack that was never looked at. */
    public static final String NOT_LOOKED_AT = "the sessions job looked for no symbol files when the error came";

    private StackReason() {}

    /** Why not every frame of a stack was resolved; null for the status {@code success}. */
    static @Nullable String of(String status, LateStack stack) {
        String archive = archive(stack);
        return switch (status) {
            case "success" -> null;
            case "partial" -> "the archive of " + archive + " does not know every frame";
            case "lack_field" -> "the error names no app id, by which an archive is found";
            case "no_zip" -> "no archive for " + archive + ": upload it";
            case "no_file" -> "the archive of " + archive + " has no symbol file for this stack: upload one that has";
            case "no_match" ->
                "the files of the archive of " + archive + " know nothing of these places: upload those of this build";
            case "mismatch" -> "the archive of " + archive + " is of another build: upload that of this build";
            case "unusable" -> "a file of the archive of " + archive + " cannot be read: upload it again";
            case "too_large" -> "a file of the archive of " + archive + " needs more than half of symbols.memory";
            case "timeout" -> "the archive of " + archive + " was not read in time";
            default -> "the archive of " + archive + " could not be read";
        };
    }

    /** Why an earlier outcome is shown. */
    static String stale(LateStack stack) {
        return "the archive of " + archive(stack) + " was changed and not read in time; this is from before: try again";
    }

    /** The archive that a stack needs, such as {@code shop 1.4.2 web}. */
    private static String archive(LateStack stack) {
        List<SymbolPlatform> platforms = SdkPlatforms.of(stack.sdk(), stack.text());
        return Stream.of(
                        stack.appId(),
                        stack.version(),
                        stack.env(),
                        platforms.get(0).label())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
