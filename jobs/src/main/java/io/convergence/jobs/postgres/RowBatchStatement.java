package io.convergence.jobs.postgres;

import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.types.Row;

/** Parameters of a table's upsert: parameter i is the array of the values of column i. */
final class RowBatchStatement {
    private final List<Column.Kind> kinds;

    RowBatchStatement(Table<?> table) {
        kinds = table.columns().stream().<Column.Kind>map(Column::kind).toList();
    }

    /** Sets the parameters of a statement to a batch of rows. */
    void accept(PreparedStatement statement, List<Row> rows) throws SQLException {
        for (int i = 0; i < kinds.size(); i++) {
            Column.Kind kind = kinds.get(i);
            // The driver accepts byte arrays in a byte[][] only, not in an Object[].
            Object[] values = (Object[]) Array.newInstance(kind.type().getTypeClass(), rows.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row).getField(i);
            }
            statement.setArray(i + 1, statement.getConnection().createArrayOf(kind.element(), values));
        }
    }
}
