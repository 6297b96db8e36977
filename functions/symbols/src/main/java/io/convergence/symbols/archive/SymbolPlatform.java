package io.convergence.symbols.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The platforms of archives, each with the files that it uses. */
public enum SymbolPlatform {
    /** Scripts of web pages. */
    WEB,
    /** Scripts of mini programs. */
    MINIAPP,
    /** Java, Kotlin and native code of Android, and scripts of React Native. */
    ANDROID,
    /** Native code of Apple's platforms, and scripts of React Native. */
    IOS;

    private static final String IMAGES = ".dSYM/Contents/Resources/DWARF/";
    private static final Set<String> ABIS =
            Set.of("arm64-v8a", "armeabi-v7a", "armeabi", "x86", "x86_64", "riscv64", "mips", "mips64");

    /** The platform as requests and paths spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The platform of a label, or null. */
    public static @Nullable SymbolPlatform of(String label) {
        return Arrays.stream(values())
                .filter(platform -> platform.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    /** The labels of all platforms, in order. */
    public static String labels() {
        return Arrays.stream(values()).map(SymbolPlatform::label).collect(Collectors.joining(", "));
    }

    /** The kind of an entry, or null where the platform does not use it. */
    public @Nullable FileKind kindOf(String path) {
        if (path.endsWith(".map")) {
            return FileKind.MAP;
        }
        if (this == IOS) {
            return imageOf(path) == null ? null : FileKind.MACHO;
        }
        if (this != ANDROID) {
            return null;
        }
        if (path.equals("mapping.txt") || path.endsWith("/mapping.txt")) {
            return FileKind.MAPPING;
        }
        return path.endsWith(".so") && abiOf(path) != null ? FileKind.ELF : null;
    }

    /** The ABI that the folder of a library names, or null. */
    public static @Nullable String abiOf(String path) {
        int name = path.lastIndexOf('/');
        if (name < 0) {
            return null;
        }
        String abi = path.substring(path.lastIndexOf('/', name - 1) + 1, name);
        return ABIS.contains(abi) ? abi : null;
    }

    /** The name of the image whose debug symbols an entry has, or null. */
    public static @Nullable String imageOf(String path) {
        int folder = path.lastIndexOf('/') + 1;
        String name = path.substring(folder);
        return !name.isEmpty() && path.startsWith(IMAGES, folder - IMAGES.length()) ? name : null;
    }
}
