package io.convergence.query.objectives;

import io.convergence.query.http.Digests;
import java.nio.charset.StandardCharsets;

/**
 * Strong entity tag of a document as YAML: its position in the topic, a dot, and the first 48 bits of the digest of the YAML.
 * The digest makes the tag one of the representation (RFC 9110, section 8.8.1): positions begin anew in a topic that was
 * created again, and another release may write the same document as other YAML.
 */
final class DocumentTag {
    private static final int DIGEST_CHARACTERS = 8;

    private DocumentTag() {}

    /**
     * The tag.
     *
     * @param position offset of the document's record
     * @param text the document as it is stored
     */
    static String of(long position, String text) {
        String yaml = DocumentYaml.of(text);
        return "\"" + position + '.'
                + Digests.of(yaml.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_CHARACTERS) + '"';
    }
}
