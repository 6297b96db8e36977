package io.convergence.core.yaml;

/**
 * Limits of a text and its documents. Depth (32), length of a key (128 characters) and length of a scalar (16,384
 * characters) are the same for every text.
 *
 * @param textBytes maximum bytes of the text in UTF-8
 * @param documents maximum number of documents in the text
 * @param documentCharacters maximum length of one document as compact JSON, in characters
 */
public record YamlLimits(int textBytes, int documents, int documentCharacters) {
    /** Limits of texts whose documents become single Kafka records: 1 MiB, 1,000 documents, 64 Ki characters each. */
    public static final YamlLimits RECORDS = new YamlLimits(1 << 20, 1000, 1 << 16);

    public YamlLimits {
        if (textBytes < 1 || documents < 1 || documentCharacters < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }
}
