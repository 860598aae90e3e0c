package org.mushterek.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.engine.EngineWork;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.mushterek.web.security.WholeProgram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@WholeProgram
class EngineAccountsIT {

    @Autowired
    private Accounts accounts;

    @Autowired
    private Sides sides;

    @Autowired
    private IdentityService identities;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private FilterService filters;

    @Autowired
    private GroupsAndRights groupsAndRights;

    @Autowired
    private TasklistFilters tasklistFilters;

    @Autowired
    private EngineWork engineWork;

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void readsSideAndRolesFromGroups() {
        assertThat(accounts.find("aze.authority"))
                .contains(new Account("aze.authority", sides.get("AZE"), Set.of(Role.AUTHORITY), Language.AZ));
    }

    @Test
    void remembersTheChosenLanguage() {
        accounts.chooseLanguage("aze.range", Language.EN);
        accounts.chooseLanguage("aze.range", Language.TR);

        assertThat(accounts.find("aze.range").orElseThrow().language()).isEqualTo(Language.TR);
    }

    @Test
    void knowsNoAccountOfTwoSidesOrNone() {
        engineWork.asSystem(() -> {
            identities.saveUser(newUser("between"));
            identities.saveUser(newUser("nowhere"));
            identities.createMembership("between", "aze-planner");
            identities.createMembership("between", "tur-planner");
        });

        assertThat(accounts.find("between")).isEmpty();
        assertThat(accounts.find("nowhere")).isEmpty();
        assertThat(accounts.find(GroupsAndRights.TECHNICAL_ACCOUNT)).isEmpty();
    }

    /** Every piece of work begins with what was known of the account; whatever changed it must be seen by the next. */
    @Test
    void knowsInTheNextPieceOfWorkWhateverChangedOfAnAccount() {
        engineWork.asSystem(() -> {
            identities.saveUser(newUser("aze.changing"));
            identities.createMembership("aze.changing", "aze-planner");
        });
        var before = marked("aze.changing").orElseThrow();
        assertThat(before.account().roles()).containsExactly(Role.PLANNER);

        engineWork.asSystem(() -> identities.createMembership("aze.changing", "aze-range"));
        assertThat(marked("aze.changing").orElseThrow().account().roles())
                .containsExactlyInAnyOrder(Role.PLANNER, Role.RANGE);
        engineWork.asSystem(() -> identities.deleteMembership("aze.changing", "aze-planner"));
        assertThat(marked("aze.changing").orElseThrow().account().roles()).containsExactly(Role.RANGE);
        accounts.chooseLanguage("aze.changing", Language.EN);
        assertThat(marked("aze.changing").orElseThrow().account().language()).isEqualTo(Language.EN);
        engineWork.asSystem(() -> {
            var user = identities.createUserQuery().userId("aze.changing").singleResult();
            user.setPassword("another one, long enough");
            identities.saveUser(user);
        });
        assertThat(marked("aze.changing").orElseThrow().passwordMark()).isNotEqualTo(before.passwordMark());
        engineWork.asSystem(() -> identities.deleteUser("aze.changing"));
        assertThat(marked("aze.changing")).isEmpty();
    }

    private Optional<Accounts.Marked> marked(String id) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(none -> accounts.findMarked(id)));
    }

    @Test
    void hashesPasswordsSlowly() {
        assertThat(database.sql("select PWD_ from ACT_ID_USER where ID_ = 'tur.planner'")
                        .query(String.class)
                        .single())
                .startsWith("{PBKDF2-SHA256}");
    }

    @Test
    void establishesRightsAndFiltersOnce() {
        var rights = authorizations.createAuthorizationQuery().count();
        var lists = filters.createFilterQuery().count();

        engineWork.asSystem(() -> {
            groupsAndRights.establish();
            tasklistFilters.establish();
        });

        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(rights);
        assertThat(filters.createFilterQuery().count()).isEqualTo(lists).isEqualTo(4);
    }

    @Test
    void paintsAnewWhatAnEarlierReleasePaintedTooPale() {
        var kept = properties("Due soon");
        engineWork.asSystem(() -> {
            var list = filters.createFilterQuery().filterName("Due soon").singleResult();
            var pale = new HashMap<>(kept);
            pale.put("color", "#b7791f");
            filters.saveFilter(list.setProperties(pale));

            tasklistFilters.establish();
        });

        assertThat(properties("Due soon")).isEqualTo(kept).containsEntry("color", "#8f5d18");
    }

    private Map<String, Object> properties(String list) {
        return filters.createFilterQuery().filterName(list).singleResult().getProperties();
    }

    private org.camunda.bpm.engine.identity.User newUser(String id) {
        var user = identities.newUser(id);
        user.setPassword("long enough for this");
        return user;
    }
}
