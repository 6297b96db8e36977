package io.convergence.query.objectives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** YAML of stored documents, as people keep it in files. */
public final class DocumentYaml {
    private static final DumpSettings STYLE = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(120)
            .setSplitLines(false)
            .build();

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(Map.class);

    private DocumentYaml() {}

    /**
     * A stream of YAML documents.
     *
     * @param texts documents as they are stored: JSON is written as YAML in blocks, YAML is left as it is
     */
    public static String of(List<String> texts) {
        StringBuilder stream = new StringBuilder();
        for (String text : texts) {
            stream.append("---\n");
            String yaml = of(text);
            stream.append(yaml.startsWith("---") ? yaml.substring(3).stripLeading() : yaml);
            if (!yaml.endsWith("\n")) {
                stream.append('\n');
            }
        }
        return stream.toString();
    }

    /** The YAML of one document; YAML is left as it is. */
    public static String of(String text) {
        try {
            Object document = JSON.readValue(text);
            return new Dump(STYLE).dumpToString(document);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
