package io.convergence.query.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Check that row security binds the role of the connection. */
final class RoleCheck {
    private static final String ROLE = "SELECT r.rolsuper, r.rolbypassrls, EXISTS ("
            + "SELECT FROM pg_class AS c WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') "
            + "AND pg_has_role(current_user, c.relowner, 'MEMBER')) "
            + "FROM pg_roles AS r WHERE r.rolname = current_user";

    private RoleCheck() {}

    /** What is wrong with the role, or null. */
    static @Nullable String problem(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet role = statement.executeQuery(ROLE)) {
            if (!role.next()) {
                return "is not a role of the database";
            }
            if (role.getBoolean(1)) {
                return "is a superuser, whom row security does not bind; use a role made for reading";
            }
            if (role.getBoolean(2)) {
                return "has BYPASSRLS; use a role made for reading";
            }
            return role.getBoolean(3) ? "owns tables, which row security does not bind; use another role" : null;
        }
    }
}
