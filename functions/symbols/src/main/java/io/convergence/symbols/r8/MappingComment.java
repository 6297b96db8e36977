package io.convergence.symbols.r8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.convergence.symbols.r8.LineNotes.Rewrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A comment of R8 as JSON (R8's doc/retrace.md, "Additional information appended as comments").
 *
 * @param texts values that are texts, by key
 * @param lists values that are lists of texts, by key
 * @param positions numbers of the key {@code positions}
 */
record MappingComment(Map<String, String> texts, Map<String, List<String>> lists, Map<Integer, Integer> positions) {
    private static final String PREFIX = "com.android.tools.r8.";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    /** Reads a line that begins with {@code #}; null where it is no JSON object. */
    static @Nullable MappingComment of(String line) {
        int brace = line.indexOf('{');
        if (brace < 0) {
            return null;
        }
        MappingComment comment = new MappingComment(new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (JsonParser parser = JSON.createParser(line.substring(brace))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                comment.read(key, parser, parser.nextToken());
            }
            return comment;
        } catch (JacksonException | NumberFormatException damaged) {
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The kind of the comment without R8's prefix, or an empty text. */
    String id() {
        String id = texts.getOrDefault("id", "");
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }

    /** The notes of a line, with what this comment adds in a version of the mapping's format. */
    LineNotes addTo(LineNotes notes, double version) {
        String signature = texts.get("signature");
        return switch (id()) {
            case "synthesized" -> version >= 1.0 ? notes.withSynthesized() : notes;
            case "outline" -> version >= 2.0 ? notes.withOutline() : notes;
            case "outlineCallsite" -> version >= 2.0 ? notes.withPositions(positions) : notes;
            case "residualsignature" ->
                version >= 2.2 && signature != null ? notes.withResidualSignature(signature) : notes;
            case "rewriteFrame" -> {
                Rewrite rewrite = rewrite();
                yield version >= 2.0 && rewrite != null ? notes.withRewrite(rewrite) : notes;
            }
            default -> notes;
        };
    }

    private @Nullable Rewrite rewrite() {
        List<String> thrown = new ArrayList<>();
        for (String condition : lists.getOrDefault("conditions", List.of())) {
            String descriptor = argument(condition, "throws(");
            if (descriptor == null) {
                return null;
            }
            thrown.add(descriptor);
        }
        int removed = 0;
        for (String action : lists.getOrDefault("actions", List.of())) {
            String count = argument(action, "removeInnerFrames(");
            if (count == null || count.length() > 4 || !count.chars().allMatch(Character::isDigit)) {
                return null;
            }
            removed += Integer.parseInt(count);
        }
        return new Rewrite(List.copyOf(thrown), removed);
    }

    private static @Nullable String argument(String call, String name) {
        return call.startsWith(name) && call.endsWith(")") && call.length() > name.length() + 1
                ? call.substring(name.length(), call.length() - 1)
                : null;
    }

    private void read(String key, JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            texts.put(key, parser.getText());
        } else if (token == JsonToken.START_ARRAY) {
            List<String> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    values.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            lists.put(key, values);
        } else if (token == JsonToken.START_OBJECT && key.equals("positions")) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int position = Integer.parseInt(parser.currentName());
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    positions.put(position, parser.getIntValue());
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
    }
}
