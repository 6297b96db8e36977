package io.convergence.gateway.cdn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.core.settings.InvalidSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reader of a list of networks: a JSON array of objects with the texts {@code domain} and {@code name}, the form of DataKit's
 * list; other fields are ignored.
 */
public final class CdnListText {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern DOMAIN = Pattern.compile("(?:[A-Za-z0-9_*-]{1,63}\\.)+[A-Za-z0-9_*-]{1,63}\\.*");

    private CdnListText() {}

    /**
     * The list of a text.
     *
     * @throws InvalidSettings when the text is no such array, is empty, or an entry has no domain or no name
     */
    public static CdnList parse(String text) {
        JsonNode array = read(text);
        if (!array.isArray() || array.isEmpty()) {
            throw new InvalidSettings(
                    List.of("must be a JSON array of at least one object with the texts domain and name"));
        }
        List<String> problems = new ArrayList<>();
        List<CdnList.Entry> entries = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            String domain = array.get(index).path("domain").textValue();
            String name = array.get(index).path("name").textValue();
            if (domain == null || !DOMAIN.matcher(domain).matches()) {
                problems.add("entry " + (index + 1) + ": domain must be a host name, in whose labels * may occur");
            } else if (name == null || name.isBlank()) {
                problems.add("entry " + (index + 1) + ": name must be a text");
            } else {
                entries.add(CdnList.Entry.of(domain, name.strip()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new CdnList(entries);
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidSettings(List.of("is no JSON: " + e.getOriginalMessage()));
        }
    }
}
