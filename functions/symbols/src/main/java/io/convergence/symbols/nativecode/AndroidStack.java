package io.convergence.symbols.nativecode;

import io.convergence.symbols.dwarf.AddressFrame;
import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.SourceFrame;
import io.convergence.symbols.stack.StackStatus;
import io.convergence.symbols.stack.StackTally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rewriter of native crashes of Android. Used by one thread, for one stack. */
public final class AndroidStack {
    private static final Map<String, String> ABIS = Map.of(
            "arm64", "arm64-v8a",
            "arm64-v8a", "arm64-v8a",
            "arm", "armeabi-v7a",
            "armeabi-v7a", "armeabi-v7a",
            "x86", "x86",
            "x86_64", "x86_64");
    /** Addresses of processes of 32 bits are printed with this many digits. */
    private static final int NARROW_DIGITS = 8;

    private final NativeLibraries libraries;
    private final StackTally tally = new StackTally();

    /** A rewriter over the libraries of an archive. */
    public AndroidStack(NativeLibraries libraries) {
        this.libraries = libraries;
    }

    /** Resolves a stack. */
    public ResolvedStack resolve(String stack) throws IOException {
        String[] lines = stack.split("\n", -1);
        Map<String, String> buildIds = buildIds(lines);
        String abi = abi(lines);
        List<String> printed = new ArrayList<>();
        for (int index = 0; index < lines.length; index++) {
            AndroidFrame frame = tally.hasRoom() ? AndroidFrame.of(lines[index]) : null;
            if (frame == null) {
                printed.add(lines[index]);
                continue;
            }
            printed.add(frame.text());
            for (AddressFrame source : frames(frame, abi, buildIds)) {
                String file = source.file() == null ? "??" : source.file();
                printed.add(source.function() == null ? "??" : source.function());
                printed.add(file + ':' + source.line() + ':' + source.column());
                tally.add(new SourceFrame(
                        source.function(),
                        false,
                        source.file(),
                        source.line(),
                        source.column(),
                        frame.path(),
                        source.inlined(),
                        false,
                        index));
            }
        }
        return tally.result(String.join("\n", printed));
    }

    private List<AddressFrame> frames(AndroidFrame frame, @Nullable String statedAbi, Map<String, String> buildIds)
            throws IOException {
        String buildId = frame.buildId() == null ? buildIds.get(frame.path()) : frame.buildId();
        String abi = statedAbi != null ? statedAbi : frame.pc().length() <= NARROW_DIGITS ? "armeabi-v7a" : "arm64-v8a";
        try {
            ElfFile named = libraries.byName(abi, frame.name());
            ElfFile file = buildId == null ? named : libraries.byBuildId(buildId);
            if (file == null) {
                tally.unresolved(named == null ? StackStatus.NO_FILE : StackStatus.MISMATCH, frame.name());
                return List.of();
            }
            List<AddressFrame> found = file.at(frame.address());
            if (found.isEmpty()) {
                tally.unmatched(frame.name());
            } else {
                tally.resolved();
            }
            return found;
        } catch (UnusableSymbolFile damaged) {
            tally.unresolved(StackStatus.of(damaged), frame.name());
            return List.of();
        }
    }

    /** The ABI that the crash states, or null. */
    private static @Nullable String abi(String[] lines) {
        String listed = null;
        for (String line : lines) {
            if (line.startsWith("ABI: ")) {
                String abi = ABIS.get(unquoted(line.substring(5)));
                if (abi != null) {
                    return abi;
                }
            } else if (line.startsWith("ABI list: ") && listed == null) {
                for (String word : unquoted(line.substring(10)).split(",", 16)) {
                    listed = listed == null ? ABIS.get(word.strip()) : listed;
                }
            }
        }
        return listed;
    }

    private static String unquoted(String text) {
        return text.replace("'", "").strip();
    }

    /** Build ids by library, from the lines below {@code build id:}: {@code /path/lib.so (BuildId: 1b66. …)}. */
    private static Map<String, String> buildIds(String[] lines) {
        Map<String, String> ids = new HashMap<>();
        boolean inside = false;
        for (String line : lines) {
            String text = line.strip();
            if (text.equals("build id:")) {
                inside = true;
            } else if (text.isEmpty()) {
                inside = false;
            }
            int start = text.indexOf(" (BuildId: ");
            if (inside && start > 0) {
                int end = start + " (BuildId: ".length();
                int from = end;
                while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                    end++;
                }
                ids.put(text.substring(0, start), text.substring(from, end).toLowerCase(Locale.ROOT));
            }
        }
        return ids;
    }
}
