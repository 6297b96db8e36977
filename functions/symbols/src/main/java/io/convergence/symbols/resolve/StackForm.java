package io.convergence.symbols.resolve;

import io.convergence.symbols.r8.JavaStack;

/** The forms of stacks. The form and not the platform picks the reader: React Native sends JavaScript from phones. */
public enum StackForm {
    /** Frames of native code of Android: {@code #00 pc 0000a1b2 /path/lib.so}. */
    ANDROID_NATIVE,
    /** Reports of Apple's platforms: {@code 0 App 0x0000000104486ef0}, or JSON. */
    APPLE,
    /** Java and Kotlin. */
    JVM,
    /** JavaScript, and every other text. */
    JS;

    /** The form of the first line that has one. */
    public static StackForm of(String stack) {
        if (stack.stripLeading().startsWith("{")) {
            return APPLE;
        }
        int start = 0;
        while (start < stack.length()) {
            int end = stack.indexOf('\n', start);
            end = end < 0 ? stack.length() : end;
            String line = stack.substring(start, end).strip();
            if (isAndroidNative(line)) {
                return ANDROID_NATIVE;
            }
            if (isApple(line)) {
                return APPLE;
            }
            if (JavaStack.isFrame(line)) {
                return JVM;
            }
            start = end + 1;
        }
        return JS;
    }

    /** Whether a line has a frame of native code; the log of a device may stand before it. */
    private static boolean isAndroidNative(String line) {
        int mark = line.indexOf('#');
        while (mark >= 0) {
            int digits = digitsFrom(line, mark + 1);
            if (digits > mark + 1 && line.startsWith(" pc ", digits)) {
                return true;
            }
            mark = line.indexOf('#', mark + 1);
        }
        return false;
    }

    private static boolean isApple(String line) {
        int digits = digitsFrom(line, 0);
        int address = line.indexOf(" 0x");
        return digits > 0 && line.startsWith(" ", digits) && address > digits && !line.contains("://");
    }

    private static int digitsFrom(String line, int start) {
        int end = start;
        while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
