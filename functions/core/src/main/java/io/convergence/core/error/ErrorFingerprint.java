package io.convergence.core.error;

import io.convergence.core.privacy.ResourcePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identity of a group of errors, equal over releases and line numbers.
 *
 * @param type type of the error
 * @param template message without quoted parts and numbers
 * @param top file of the top frame without its content hash, the method of a frame without a file, or empty
 */
public record ErrorFingerprint(String type, String template, String top) {
    private static final int HEX_DIGITS = 32;
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
    private static final Pattern URL_FRAME =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/()]*(?:/[^\\s()?#]*?)?/([^\\s()/?#:]+)(?::[0-9]+){1,2}");
    private static final Pattern METHOD_FRAME = Pattern.compile("^\\s*at ([\\w.$<>]+)\\(");

    /** The fingerprint of an error with a message and a stack, both empty when absent. */
    public static ErrorFingerprint of(String type, String message, String stack) {
        return new ErrorFingerprint(type, template(message), top(stack));
    }

    /** The first 32 hexadecimal digits of SHA-256 over type, template and top joined by line feeds. */
    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((type + '\n' + template + '\n' + top).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String template(String message) {
        return DIGITS.matcher(QUOTED.matcher(message).replaceAll("''")).replaceAll("0");
    }

    private static String top(String stack) {
        for (String line : stack.split("\n", -1)) {
            Matcher file = URL_FRAME.matcher(line);
            if (file.find()) {
                return ResourcePath.withoutHash(file.group(1));
            }
            Matcher method = METHOD_FRAME.matcher(line);
            if (method.find()) {
                return method.group(1);
            }
        }
        return "";
    }
}
