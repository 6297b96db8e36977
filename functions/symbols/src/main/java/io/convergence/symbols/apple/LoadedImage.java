package io.convergence.symbols.apple;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line below {@code Binary Images:}, such as {@code 0x104934000 - 0x104973fff +Shop arm64 <4c4c…> /path/Shop}.
 *
 * @param first address where the image is loaded
 * @param last address of the image, inclusive
 * @param uuid in 32 lower-case hexadecimal digits
 */
record LoadedImage(long first, long last, String uuid) {
    private static final String TITLE = "Binary Images:";

    /** Images of a report in their order; lines of another form are skipped. */
    static List<LoadedImage> allOf(String[] lines) {
        List<LoadedImage> images = new ArrayList<>();
        boolean below = false;
        for (String line : lines) {
            if (line.startsWith(TITLE)) {
                below = true;
            } else if (below) {
                LoadedImage image = of(line.strip());
                if (image != null) {
                    images.add(image);
                }
            }
        }
        return images;
    }

    boolean holds(long address) {
        return Long.compareUnsigned(first, address) <= 0 && Long.compareUnsigned(address, last) <= 0;
    }

    private static @Nullable LoadedImage of(String line) {
        int dash = line.indexOf(" - ");
        int open = line.indexOf('<');
        int close = line.indexOf('>', Math.max(open, 0));
        if (dash < 0 || open < dash || close < 0) {
            return null;
        }
        Long first = address(line.substring(0, dash).strip());
        Long last = address(line.substring(dash + 3, open).strip());
        String uuid = line.substring(open + 1, close).replace("-", "").toLowerCase(Locale.ROOT);
        return first == null || last == null ? null : new LoadedImage(first, last, uuid);
    }

    private static @Nullable Long address(String text) {
        int end = AppleFrame.hexEnd(text, 2);
        boolean hexadecimal = text.startsWith("0x") && end > 2 && end <= 18;
        return hexadecimal ? (Long) Long.parseUnsignedLong(text, 2, end, 16) : null;
    }
}
