package org.mushterek.engine.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.guard.AccountLocks;
import org.mushterek.notification.MailPreferences;
import org.mushterek.security.Account;
import org.mushterek.security.AccountRegister;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The register on the engine's identity tables. A user's first name is the side, the last name the person's. */
@Component
class EngineAccountRegister implements AccountRegister {

    private static final Pattern PERSON = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final int LONGEST_ID = 60;
    private static final int LONGEST_NAME = 100;

    private final IdentityService identities;
    private final EngineWork engineWork;
    private final Accounts accounts;
    private final AccountLocks locks;
    private final PasswordRules passwordRules;
    private final MailPreferences mail;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    EngineAccountRegister(
            IdentityService identities,
            EngineWork engineWork,
            Accounts accounts,
            AccountLocks locks,
            PasswordRules passwordRules,
            MailPreferences mail,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.identities = identities;
        this.engineWork = engineWork;
        this.accounts = accounts;
        this.locks = locks;
        this.passwordRules = passwordRules;
        this.mail = mail;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> ofSide(Account administrator) {
        demandAdministrator(administrator);
        return engineWork.asSystem(() ->
                identities.createUserQuery().userFirstName(administrator.side().code()).list().stream()
                        .filter(user ->
                                user.getId().startsWith(administrator.side().tenant() + "."))
                        .map(user -> entry(administrator, user))
                        .sorted(Comparator.comparing(Entry::id))
                        .toList());
    }

    @Override
    @Transactional
    public Entry create(Account administrator, NewAccount account) {
        demandAdministrator(administrator);
        var findings = new ArrayList<Finding>();
        var prefix = administrator.side().tenant() + ".";
        if (!account.id().startsWith(prefix)
                || account.id().length() > LONGEST_ID
                || !PERSON.matcher(account.id().substring(prefix.length())).matches()) {
            findings.add(fault("id", "account.idForm", "prefix", prefix));
        }
        if (account.name().isBlank() || account.name().length() > LONGEST_NAME) {
            findings.add(fault("name", "account.nameForm", "longest", LONGEST_NAME));
        }
        checkPassword(findings, account.password(), account.id());
        checkRoles(findings, account.roles());
        if (account.roles().isEmpty()) {
            findings.add(fault("roles", "account.noRole", "possible", possibleRoles()));
        }
        refuse(findings);
        return engineWork.asSystem(() -> {
            if (identities.createUserQuery().userId(account.id()).count() > 0) {
                throw Refusal.of(
                        Refusal.Kind.CONFLICT, Message.of("account.idTaken").with("id", account.id()));
            }
            var user = identities.newUser(account.id());
            user.setFirstName(administrator.side().code());
            user.setLastName(account.name().strip());
            user.setPassword(account.password());
            identities.saveUser(user);
            join(administrator, account.id(), account.roles());
            var language = account.language();
            if (language != null) {
                accounts.chooseLanguage(account.id(), language);
            }
            record(administrator, "account.created", account.id());
            return entry(administrator, user);
        });
    }

    @Override
    @Transactional
    public Entry assignRoles(Account administrator, String id, Set<Role> roles) {
        demandAdministrator(administrator);
        if (id.equals(administrator.id())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "account.ownRoles");
        }
        var findings = new ArrayList<Finding>();
        checkRoles(findings, roles);
        refuse(findings);
        return engineWork.asSystem(() -> {
            var user = find(administrator, id);
            for (var role : Role.values()) {
                identities.deleteMembership(
                        id, role.groupOf(administrator.side().tenant()));
            }
            join(administrator, id, roles);
            if (roles.isEmpty()) {
                mail.forget(id);
            }
            record(administrator, roles.isEmpty() ? "account.closed" : "account.rolesAssigned", id);
            return entry(administrator, user);
        });
    }

    @Override
    @Transactional
    public void setPassword(Account administrator, String id, String password) {
        demandAdministrator(administrator);
        var findings = new ArrayList<Finding>();
        checkPassword(findings, password, id);
        refuse(findings);
        engineWork.asSystem(() -> {
            var user = find(administrator, id);
            user.setPassword(password);
            identities.saveUser(user);
            identities.unlockUser(id);
            record(administrator, "account.passwordSet", id);
        });
    }

    /** In no transaction of a caller: his refusal would take back the count of wrong passwords. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void changeOwnPassword(Account account, String present, String next) {
        var findings = new ArrayList<Finding>();
        checkPassword(findings, next, account.id());
        refuse(findings);
        demandPresentPassword(account, present);
        transactions.executeWithoutResult(transaction -> engineWork.asSystem(() -> {
            var user = identities.createUserQuery().userId(account.id()).singleResult();
            user.setPassword(next);
            identities.saveUser(user);
            record(account, "account.passwordChanged", account.id());
        }));
    }

    /** Wrong ones count like those of a sign-in, and make the account wait everywhere. */
    private void demandPresentPassword(Account account, String present) {
        if (engineWork.asSystem(() -> locks.isWaiting(account.id()))) {
            record(account, "account.passwordRefused", "waiting");
            throw Refusal.of(Refusal.Kind.CONFLICT, "account.waitAfterWrongPassword");
        }
        if (!engineWork.asSystem(() -> identities.checkPassword(account.id(), present))) {
            record(account, "account.passwordRefused", "password");
            throw Refusal.of(Refusal.Kind.INVALID, "account.presentPasswordWrong");
        }
    }

    @Override
    public void demandAdministrator(Account account) {
        if (!account.has(Role.ADMIN)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "account.onlyAdministrator");
        }
    }

    /** An account of the administrator's side, closed ones too. */
    private User find(Account administrator, String id) {
        var user = identities
                .createUserQuery()
                .userId(id)
                .userFirstName(administrator.side().code())
                .singleResult();
        if (user == null || !id.startsWith(administrator.side().tenant() + ".")) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "account.unknown");
        }
        return user;
    }

    private Entry entry(Account administrator, User user) {
        var known = accounts.find(user.getId());
        return new Entry(
                user.getId(),
                user.getLastName(),
                known.<Set<Role>>map(Account::roles).orElseGet(() -> EnumSet.noneOf(Role.class)),
                known.map(Account::language).orElse(administrator.side().language()),
                locks.isWaiting(user));
    }

    private void join(Account administrator, String id, Set<Role> roles) {
        for (var role : roles) {
            identities.createMembership(id, role.groupOf(administrator.side().tenant()));
        }
    }

    private void checkPassword(List<Finding> findings, String password, String id) {
        if (!passwordRules.accepts(password, id)) {
            findings.add(fault("password", "account.passwordWeak", "least", PasswordRules.LEAST_LENGTH));
        }
    }

    /** Who administers accounts sees no case, so that nobody makes a second pair of eyes for themselves. */
    private static void checkRoles(List<Finding> findings, Set<Role> roles) {
        if (roles.contains(Role.ADMIN) && roles.size() > 1) {
            findings.add(fault("roles", "account.adminAlone", "admin", Role.ADMIN.code()));
        }
    }

    private static String possibleRoles() {
        var codes = new ArrayList<String>();
        for (var role : Role.values()) {
            codes.add(role.name());
        }
        return String.join(", ", codes);
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("account.invalid"), findings);
        }
    }

    private static Finding fault(String place, String key, String name, Object value) {
        var values = new LinkedHashMap<String, Object>();
        values.put(name, value);
        return new Finding(key, place, Message.of(key), new Message(key + ".cure", values), null);
    }

    private void record(Account by, String action, String about) {
        audit.record(by.id(), by.side().code(), null, action, about);
    }
}
