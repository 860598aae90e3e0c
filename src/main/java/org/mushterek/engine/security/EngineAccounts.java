package org.mushterek.engine.security;

import java.util.EnumSet;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.mushterek.common.Language;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.EngineWork;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts as the engine's identity tables know them: groups {@code <side>-<role>} make side and roles. An account
 * in groups of two sides, or of none, is no account.
 */
@Component
public class EngineAccounts implements Accounts {

    private final IdentityService identities;
    private final EngineWork engineWork;
    private final Sides sides;
    private final JdbcClient database;

    EngineAccounts(IdentityService identities, EngineWork engineWork, Sides sides, JdbcClient database) {
        this.identities = identities;
        this.engineWork = engineWork;
        this.sides = sides;
        this.database = database;
    }

    @Override
    public Optional<Account> find(String id) {
        var groups = engineWork.asSystem(
                () -> identities.createGroupQuery().groupMember(id).list());
        Side side = null;
        var roles = EnumSet.noneOf(Role.class);
        for (var group : groups) {
            var parts = group.getId().split("-", 2);
            var groupSide = sides.findByTenant(parts[0]);
            var role = Role.of(parts[parts.length - 1]);
            if (groupSide.isEmpty() || role.isEmpty() || (side != null && !side.equals(groupSide.get()))) {
                return Optional.empty();
            }
            side = groupSide.get();
            roles.add(role.get());
        }
        return side == null ? Optional.empty() : Optional.of(new Account(id, side, roles, languageOf(id, side)));
    }

    @Override
    @Transactional
    public void chooseLanguage(String id, Language language) {
        var changed = database.sql("update account_profile set language = ? where account_id = ?")
                .params(language.code(), id)
                .update();
        if (changed == 0) {
            database.sql("insert into account_profile (account_id, language) values (?, ?)")
                    .params(id, language.code())
                    .update();
        }
    }

    private Language languageOf(String id, Side side) {
        return database.sql("select language from account_profile where account_id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(Language::of)
                .orElse(side.language());
    }
}
