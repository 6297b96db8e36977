package io.convergence.symbols.archive;

import java.nio.charset.StandardCharsets;

/** The rule for names of entries. Entries are never written under their names; the rule keeps names of tricks out. */
final class EntryPath {
    private static final int MAX_BYTES = 1024;

    private EntryPath() {}

    /** Whether a name is a relative path of plain segments. */
    static boolean isPlain(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES || name.indexOf('\\') >= 0) {
            return false;
        }
        if (name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
            return false;
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
