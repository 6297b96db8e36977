package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a line program (DWARF 5, section 6.2.4). */
final class LineFiles {
    private static final int MAX_FILES = 1_000_000;

    /** Forms that are offsets into a section (DWARF 5, section 7.5.6). */
    private static final int STRP = 0x0e;

    private static final int SEC_OFFSET = 0x17;
    private static final int LINE_STRP = 0x1f;

    private final List<String> directories = new ArrayList<>();
    private final List<Name> files = new ArrayList<>();
    private final @Nullable String compilationDirectory;
    private final int firstFile;

    private LineFiles(@Nullable String compilationDirectory, int firstFile) {
        this.compilationDirectory = compilationDirectory;
        this.firstFile = firstFile;
    }

    private record Name(String name, long directory) {}

    static LineFiles read(DebugBytes bytes, Unit unit, int version, boolean wide) throws UnusableSymbolFile {
        Entry root = unit.root;
        LineFiles files = new LineFiles(root == null ? null : root.directory, version >= 5 ? 0 : 1);
        if (version >= 5) {
            for (Name directory : readTable(bytes, unit, wide)) {
                files.directories.add(directory.name());
            }
            files.files.addAll(readTable(bytes, unit, wide));
            return files;
        }
        files.directories.add("");
        for (String directory = bytes.text(); !directory.isEmpty(); directory = bytes.text()) {
            checkCount(files.directories.size());
            files.directories.add(directory);
        }
        for (String name = bytes.text(); !name.isEmpty(); name = bytes.text()) {
            checkCount(files.files.size());
            files.files.add(new Name(name, bytes.uleb()));
            bytes.uleb();
            bytes.uleb();
        }
        return files;
    }

    private static List<Name> readTable(DebugBytes bytes, Unit unit, boolean wide) throws UnusableSymbolFile {
        int fields = bytes.u8();
        int[] contents = new int[fields];
        int[] forms = new int[fields];
        for (int field = 0; field < fields; field++) {
            contents[field] = (int) Math.min(bytes.uleb() & Integer.MAX_VALUE, 0xffff);
            forms[field] = (int) Math.min(bytes.uleb() & Integer.MAX_VALUE, 0xffff);
        }
        long count = bytes.uleb();
        List<Name> names = new ArrayList<>();
        for (long index = 0; Long.compareUnsigned(index, count) < 0; index++) {
            checkCount(names.size());
            String name = "";
            long directory = 0;
            for (int field = 0; field < fields; field++) {
                if (contents[field] == 1) {
                    String text = text(forms[field], bytes, unit, wide);
                    name = text == null ? "" : text;
                } else if (contents[field] == 2) {
                    directory = AttributeForm.number(forms[field], bytes, unit, 0);
                } else if (isOffset(forms[field])) {
                    bytes.offset(wide);
                } else {
                    FormSize.skip(forms[field], bytes, unit);
                }
            }
            names.add(new Name(name, directory));
        }
        return names;
    }

    /** Offsets have the size of the line program, which an assembler may choose apart from that of the unit. */
    private static @Nullable String text(int form, DebugBytes bytes, Unit unit, boolean wide)
            throws UnusableSymbolFile {
        return switch (form) {
            case STRP -> AttributeForm.textAt("str", bytes.offset(wide), unit);
            case LINE_STRP -> AttributeForm.textAt("line_str", bytes.offset(wide), unit);
            default -> AttributeForm.text(form, bytes, unit);
        };
    }

    private static boolean isOffset(int form) {
        return form == STRP || form == LINE_STRP || form == SEC_OFFSET;
    }

    private static void checkCount(int count) throws UnusableSymbolFile {
        if (count >= MAX_FILES) {
            throw new UnusableSymbolFile("a line program has too many files");
        }
    }

    /** Bytes of heap, about. */
    long weight() {
        long characters = 0;
        for (Name file : files) {
            characters += file.name().length();
        }
        for (String directory : directories) {
            characters += directory.length();
        }
        return characters + 80L * files.size() + 56L * directories.size();
    }

    /** The path of a file: its name, else its directory and name, else with the compilation directory in front. */
    @Nullable
    String path(long number) {
        long index = number - firstFile;
        if (index < 0 || index >= files.size()) {
            return null;
        }
        Name file = files.get((int) index);
        if (isAbsolute(file.name())) {
            return file.name();
        }
        String directory = file.directory() >= 0 && file.directory() < directories.size()
                ? directories.get((int) file.directory())
                : "";
        String path = directory.isEmpty() ? file.name() : directory + '/' + file.name();
        return isAbsolute(path) || compilationDirectory == null ? path : compilationDirectory + '/' + path;
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/")
                || (path.length() > 2 && path.charAt(1) == ':' && "\\/".indexOf(path.charAt(2)) >= 0);
    }
}
