package io.convergence.symbols.stack;

import java.util.List;

/** The name of a source as it groups errors: equal for builds on different machines and by different bundlers. */
final class GroupedSource {
    private static final List<String> PREFIXES = List.of("./", "../", "/@fs/", "/@fs", "/", "\u0000");
    private static final List<String> COMPONENTS = List.of(".vue?", ".svelte?");

    private GroupedSource() {}

    /**
     * The name without scheme and name of the bundle, leading {@code ./}, {@code ../}, {@code /@fs} and null character, and
     * without the hash of a component ({@code Cart.vue?1a2b}).
     */
    static String of(String source) {
        String name = source;
        int scheme = name.indexOf("://");
        if (scheme > 0) {
            int slash = name.indexOf('/', scheme + 3);
            name = slash < 0 ? name.substring(scheme + 3) : name.substring(slash + 1);
        }
        for (String component : COMPONENTS) {
            int hash = name.indexOf(component);
            name = hash < 0 ? name : name.substring(0, hash + component.length() - 1);
        }
        boolean isChanged = true;
        while (isChanged) {
            String before = name;
            for (String prefix : PREFIXES) {
                name = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
            }
            isChanged = !name.equals(before);
        }
        return name;
    }
}
