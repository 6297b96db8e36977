package io.convergence.launcher.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.core.codec.WindowLabel;
import io.convergence.core.signal.NamedValues;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.SloMetadata;
import io.convergence.core.slo.result.AttributedCount;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversion of rows of {@code slo_snapshots} and {@code slo_reports} back to the records that they were written from. */
final class SloRows {
    private static final JsonFactory JSON = new JsonFactory();

    private SloRows() {}

    /** A snapshot. The query selects instants as epoch milliseconds under the names of their columns. */
    static SloSnapshot snapshot(ResultSet row) throws SQLException {
        long start = row.getLong("period_start");
        long millis = row.getLong("period_end") - start;
        return new SloSnapshot(
                row.getString("tenant"),
                row.getString("slo"),
                row.getLong("generation"),
                row.getString("slo_group"),
                row.getLong("window_end"),
                ppm(row),
                method(row),
                start,
                millis,
                nullable(row, "counted_from"),
                counts(row, millis),
                windows(row.getString("windows")),
                row.getLong("observed"),
                row.getLong("expected"),
                row.getLong("fallback"),
                SloStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBoolean("cold_start"),
                WindowLabel.millis(row.getString("burn_window")),
                millis(row, "exhaustion_seconds"),
                millis(row, "roll_off_exhaustion_seconds"),
                row.getInt("revision"));
    }

    /** A report. The query selects instants as epoch milliseconds under the names of their columns. */
    static SloReport report(ResultSet row) throws SQLException {
        long start = row.getLong("period_start");
        long end = row.getLong("period_end");
        return new SloReport(
                row.getString("tenant"),
                row.getString("slo"),
                row.getLong("generation"),
                row.getString("slo_group"),
                ReportKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                start,
                end,
                ppm(row),
                method(row),
                counts(row, end - start),
                row.getLong("events"),
                row.getLong("bad_events"),
                row.getLong("observed_minutes"),
                row.getLong("breach_minutes"),
                row.getLong("worst_burn_bad"),
                row.getLong("worst_burn_total"),
                row.getLong("worst_burn_at"),
                attribution(row.getString("attribution")),
                new SloMetadata(lists(row.getString("labels")), lists(row.getString("notification_targets"))));
    }

    private static int ppm(ResultSet row) throws SQLException {
        BigDecimal target = row.getBigDecimal("target");
        return target.movePointRight(6).intValueExact();
    }

    private static BudgetingMethod method(ResultSet row) throws SQLException {
        String label = row.getString("method");
        for (BudgetingMethod method : BudgetingMethod.values()) {
            if (method.label().equals(label)) {
                return method;
            }
        }
        throw new IllegalStateException("the job stored an unknown budgeting method: " + label);
    }

    private static WindowCounts counts(ResultSet row, long millis) throws SQLException {
        return new WindowCounts(millis, row.getLong("good"), row.getLong("bad"), row.getLong("total"));
    }

    private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        Long seconds = nullable(row, column);
        return seconds == null ? null : Long.valueOf(seconds * 1000);
    }

    private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    /** Lists of texts of a JSON object, by key; empty for null. */
    private static List<NamedValues> lists(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        List<NamedValues> lists = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                List<String> values = new ArrayList<>();
                parser.nextToken();
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    values.add(parser.getText());
                }
                lists.add(new NamedValues(name, values));
            }
            return lists;
        } catch (IOException e) {
            throw new UncheckedIOException("the JSON in the database cannot be read", e);
        }
    }

    private static List<WindowCounts> windows(String json) {
        List<WindowCounts> windows = new ArrayList<>();
        numbers(json)
                .forEach((label, counts) -> windows.add(new WindowCounts(
                        WindowLabel.millis(label),
                        counts.getOrDefault("good", 0L),
                        counts.getOrDefault("bad", 0L),
                        counts.getOrDefault("total", 0L))));
        windows.sort(Comparator.comparingLong(WindowCounts::windowMillis));
        return windows;
    }

    private static List<AttributedCount> attribution(String json) {
        List<AttributedCount> attribution = new ArrayList<>();
        numbers(json)
                .forEach((dimension, values) ->
                        values.forEach((value, bad) -> attribution.add(new AttributedCount(dimension, value, bad))));
        attribution.sort(Comparator.comparing(AttributedCount::dimension)
                .thenComparing(Comparator.comparingLong(AttributedCount::bad).reversed())
                .thenComparing(AttributedCount::value));
        return attribution;
    }

    /** Numbers of a JSON object of objects, by outer and inner key. */
    private static Map<String, Map<String, Long>> numbers(String json) {
        Map<String, Map<String, Long>> outer = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Map<String, Long> inner = new LinkedHashMap<>();
                outer.put(parser.currentName(), inner);
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    inner.put(parser.currentName(), parser.nextLongValue(0));
                }
            }
            return outer;
        } catch (IOException e) {
            throw new UncheckedIOException("the JSON in the database cannot be read", e);
        }
    }
}
