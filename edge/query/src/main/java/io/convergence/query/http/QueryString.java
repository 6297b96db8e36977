package io.convergence.query.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strict decoding of the query and the path of an address: UTF-8 without control characters, no name twice. */
final class QueryString {
    private static final int MAX_LENGTH = 2_048;

    private QueryString() {}

    /** The parameters of a query; null and an empty text are queries without parameters. */
    static Map<String, String> parse(@Nullable String query) {
        Map<String, String> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            if (name == null || name.isEmpty()) {
                throw ApiProblem.parameter(
                        "", "the query must consist of name=value in UTF-8, separated by an ampersand");
            }
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            if (value == null) {
                throw ApiProblem.parameter(
                        cut(name),
                        "must be at most " + MAX_LENGTH + " characters, encoded UTF-8 without control characters");
            }
            if (values.putIfAbsent(name, value) != null) {
                throw ApiProblem.parameter(cut(name), "must be given once");
            }
        }
        return values;
    }

    /** The text of an encoded part of an address, or null when it is too long, not UTF-8 or has control characters. */
    static @Nullable String decode(String encoded, boolean plusIsSpace) {
        if (encoded.length() > MAX_LENGTH * 3) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 3);
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                boolean complete = i + 2 < encoded.length();
                int high = complete ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = complete ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else if (c >= 128) {
                return null;
            } else {
                bytes.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
            }
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            boolean admitted = text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
            return admitted ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** At most 64 characters of a text that was sent. */
    static String cut(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }
}
