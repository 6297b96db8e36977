package io.convergence.core.dsn;

import io.convergence.core.event.PerformanceBudgets;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reader of one entry of {@code dsns} in the registry file, or of one document of the topic of DSNs. */
public final class DsnEntry {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{7,64}");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,8})(?:\\.\\d{1,9})?");
    private static final Set<String> VITALS = Set.of("lcp", "inp", "cls", "fcp", "ttfb", "fid");

    private DsnEntry() {}

    /**
     * The DSN of an entry, or null when it has no token, tenant or app. Its problems are reported to the fields.
     *
     * @param spelling spelling of the names of fields
     * @param defaults settings on which absent fields depend
     */
    public static @Nullable Dsn read(Fields entry, DsnSpelling spelling, DsnDefaults defaults) {
        String token = EntryScalar.text(entry.require("token", "the public token of the DSN"));
        if (token != null && !TOKEN.matcher(token).matches()) {
            entry.error("token", "must be 7 to 64 characters of A-Z a-z 0-9 _ -");
        }
        String tenant = EntryScalar.requiredName(entry, "tenant");
        String app = EntryScalar.requiredName(entry, "app");
        HostList hosts = EntryFields.hosts(entry, spelling.name("any-host"));
        Set<String> origins = EntryFields.origins(entry);
        Set<String> appIds = names(entry, spelling.name("app-ids"), Alphabet.NAME);
        boolean consent = choice(entry, "consent", "required", "assumed").equals("required");
        boolean hashes = choice(entry, "users", "none", "hashed").equals("hashed");
        if (hashes && !defaults.canHashUsers()) {
            entry.error("users", "hashed requires the environment variable CONVERGENCE_USER_SECRET");
        }
        Set<String> tags = names(entry, "tags", Alphabet.NAME);
        boolean texts = !Boolean.FALSE.equals(entry.flag("texts"));
        PlaceLevel level = placeLevel(entry);
        int rate = EntryFields.rate(entry, defaults.ratePerMinute());
        PerformanceBudgets budgets = budgets(entry);
        RecordingRules recordings = RecordingEntry.read(entry, spelling);
        Map<String, String> settings = settings(entry);
        // Gateways of several tasks may share a registry, so this is no problem where no beacons are taken.
        boolean derivesBeacons = Boolean.TRUE.equals(entry.flag("beacons")) && defaults.takesBeacons();
        entry.reportUnknown();
        return token == null || tenant == null || app == null
                ? null
                : new Dsn(
                        token,
                        tenant,
                        app,
                        hosts,
                        origins,
                        appIds,
                        consent,
                        hashes,
                        tags,
                        texts,
                        level,
                        rate,
                        budgets,
                        recordings,
                        settings,
                        derivesBeacons);
    }

    private static Set<String> names(Fields entry, String field, Alphabet alphabet) {
        Set<String> names = new HashSet<>();
        for (Value value : EntryScalar.items(entry, field)) {
            String name = EntryScalar.text(value);
            if (name != null && !alphabet.admits(name)) {
                value.error("must be " + alphabet.rule());
            } else if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The text of a field that admits two, the first of them when the field is absent. */
    private static String choice(Fields entry, String field, String first, String second) {
        String text = EntryScalar.text(entry.get(field));
        if (text != null && !text.equals(first) && !text.equals(second)) {
            entry.error(field, "must be " + first + " or " + second);
        }
        return second.equals(text) ? second : first;
    }

    private static PlaceLevel placeLevel(Fields entry) {
        String text = EntryScalar.text(entry.get("geo"));
        if (text == null) {
            return PlaceLevel.COUNTRY;
        }
        for (PlaceLevel level : PlaceLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(text)) {
                return level;
            }
        }
        entry.error("geo", "must be none, country, region or city");
        return PlaceLevel.NONE;
    }

    private static PerformanceBudgets budgets(Fields entry) {
        List<PerformanceBudgets.Entry> budgets = new ArrayList<>();
        for (Value value : EntryScalar.items(entry, "budgets")) {
            Fields budget = value.fields();
            if (budget == null) {
                continue;
            }
            String page = EntryScalar.text(budget.require("page", "a pattern of redacted pages"));
            Map<String, Double> limits = new HashMap<>();
            for (String vital : VITALS) {
                Double limit = number(budget, vital);
                if (limit != null) {
                    limits.put(vital, limit);
                }
            }
            budget.reportUnknown();
            if (limits.isEmpty()) {
                value.error("must name at least one vital");
            }
            budgets.add(new PerformanceBudgets.Entry(page == null ? "" : page, limits));
        }
        return new PerformanceBudgets(budgets);
    }

    private static @Nullable Double number(Fields fields, String name) {
        String text = EntryScalar.text(fields.get(name));
        if (text == null) {
            return null;
        }
        Double number = NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
        if (number == null || number < 0) {
            fields.error(name, "must be a number of 0 or more");
            return null;
        }
        return number;
    }

    /** Settings for clients: the JSON of each value by its name. */
    private static Map<String, String> settings(Fields entry) {
        Map<String, String> settings = new HashMap<>();
        Fields fields = entry.fields("settings");
        if (fields == null) {
            return settings;
        }
        for (String name : fields.names()) {
            Value value = fields.get(name);
            String text = EntryScalar.text(value);
            boolean isPlain = text != null
                    && (text.equals("true")
                            || text.equals("false")
                            || NUMBER.matcher(text).matches());
            if (!Alphabet.NAME.admits(name)) {
                fields.error(name, "must have a name of " + Alphabet.NAME.rule());
            } else if (isPlain && text != null) {
                settings.put(name, text);
            } else if (text != null && Alphabet.NAME.admits(text)) {
                settings.put(name, '"' + text + '"');
            } else {
                fields.error(name, "must be a number, true, false, or " + Alphabet.NAME.rule());
            }
        }
        fields.reportUnknown();
        return settings;
    }
}
