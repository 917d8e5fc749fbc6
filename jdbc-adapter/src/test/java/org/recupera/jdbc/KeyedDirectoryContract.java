package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.UserDirectory;

/** The kit's suite over a table with canonical columns: found however it is written, and by an index. */
abstract class KeyedDirectoryContract extends PortalDirectoryContract {

    /** The columns beside {@link #table()}. */
    abstract KeyedTable keys();

    /** The statement after which the database knows how large its tables are. */
    abstract String analyse();

    /** How the database's plan says that it searches by an index. */
    abstract String inPlan(String index);

    @Override
    protected UserDirectory directory() {
        return JdbcUserDirectory.over(database().node(), KeyedTable.columns());
    }

    @Override
    AccountId stored(Account account) {
        return keys().enrol(account);
    }

    @Override
    protected List<String> writings(Identifier identifier) {
        List<String> writings = new ArrayList<>(super.writings(identifier));
        writings.add(identifier.value() + ' ');
        writings.add("\u3000" + identifier.value());
        return writings;
    }

    @Test
    void Each_kind_is_looked_up_by_its_index() throws SQLException {
        database().execute(analyse());
        for (IdentifierKind kind : IdentifierKind.values()) {
            assertThat(plan(KeyedTable.oneOfTheCrowd(kind))).containsIgnoringCase(inPlan(KeyedTable.index(kind)));
        }
    }

    /** What the database says of the directory's own query, a line for each column. */
    private String plan(Identifier identifier) throws SQLException {
        NamedSql query = Objects.requireNonNull(KeyedTable.columns().queries().by(identifier.kind()));
        Object[] values = query.values(Map.of("value", identifier.value(), "portal", portal().value()));
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database().node().getConnection();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + query.sql())) {
            for (int i = 0; i < values.length; i++) {
                explain.setObject(i + 1, values[i]);
            }
            try (ResultSet row = explain.executeQuery()) {
                while (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        plan.append(row.getMetaData().getColumnLabel(i))
                                .append('=')
                                .append(row.getString(i))
                                .append('\n');
                    }
                }
            }
        }
        return plan.toString();
    }
}
