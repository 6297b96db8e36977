package io.convergence.query.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.convergence.query.http.JsonTime;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The current row of a query. */
public final class StoreRow {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MOST_TIMES = 1_000;

    private final ResultSet result;
    private List<JsonColumn> columns = List.of();

    /** Texts of the instants of earlier rows: rows of a list have few different ones. */
    private final Map<OffsetDateTime, TextNode> times = new HashMap<>();

    StoreRow(ResultSet result) {
        this.result = result;
    }

    /** The text of a column, or null. */
    public @Nullable String text(String column) {
        return get(() -> result.getString(column));
    }

    /** The whole number of a column; 0 for null. */
    public long number(String column) {
        Long value = get(() -> result.getLong(column));
        return value == null ? 0 : value;
    }

    /** The number of a column, or null. */
    public @Nullable Double decimal(String column) {
        Double value = get(() -> result.getDouble(column));
        Boolean isNull = get(result::wasNull);
        return Boolean.TRUE.equals(isNull) ? null : value;
    }

    /** The flag of a column; false for null. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(get(() -> result.getBoolean(column)));
    }

    /** The instant of a column, or null. */
    public @Nullable Instant time(String column) {
        OffsetDateTime time = get(() -> result.getObject(column, OffsetDateTime.class));
        return time == null ? null : time.toInstant();
    }

    /** The bytes of a column, or null. */
    public byte @Nullable [] bytes(String column) {
        return get(() -> result.getBytes(column));
    }

    /** All columns as fields of a JSON object. Numerics are written as the nearest double, 63-bit ids as text. */
    public ObjectNode json() {
        ObjectNode json = NODES.objectNode();
        for (JsonColumn column : columns()) {
            JsonNode value = get(() -> value(column.index(), column.type()));
            json.set(column.name(), value == null ? NODES.nullNode() : value);
        }
        return json;
    }

    /** A column of the result; names and types are the same in all rows. */
    private record JsonColumn(int index, String name, String type) {}

    private List<JsonColumn> columns() {
        if (columns.isEmpty()) {
            columns = Objects.requireNonNull(get(() -> {
                ResultSetMetaData meta = result.getMetaData();
                List<JsonColumn> read = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    read.add(new JsonColumn(i, meta.getColumnLabel(i), meta.getColumnTypeName(i)));
                }
                return read;
            }));
        }
        return columns;
    }

    private JsonNode value(int index, String type) throws SQLException {
        JsonNode value = switch (type) {
            case "timestamptz" -> {
                OffsetDateTime time = result.getObject(index, OffsetDateTime.class);
                yield time == null ? NODES.nullNode() : text(time);
            }
            case "int8", "int4" -> NODES.numberNode(result.getLong(index));
            case "float8", "numeric" -> NODES.numberNode(result.getDouble(index));
            case "bool" -> NODES.booleanNode(result.getBoolean(index));
            case "jsonb", "json" -> tree(result.getString(index));
            case "_text" -> texts(index);
            default -> NODES.textNode(result.getString(index));
        };
        return result.wasNull() ? NODES.nullNode() : value;
    }

    private TextNode text(OffsetDateTime time) {
        if (times.size() > MOST_TIMES) {
            times.clear();
        }
        return times.computeIfAbsent(time, at -> NODES.textNode(JsonTime.of(at.toInstant())));
    }

    private JsonNode texts(int index) throws SQLException {
        ArrayNode texts = NODES.arrayNode();
        Array array = result.getArray(index);
        if (array == null) {
            return texts;
        }
        for (Object text : (Object[]) array.getArray()) {
            texts.add(String.valueOf(text));
        }
        return texts;
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return json == null ? NODES.nullNode() : MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a jsonb column is not JSON", e);
        }
    }

    private static <T> @Nullable T get(Column<T> column) {
        try {
            return column.read();
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }

    /** Reads a value of the result. */
    private interface Column<T extends @Nullable Object> {
        T read() throws SQLException;
    }
}
