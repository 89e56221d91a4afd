package io.github.darajasdk.therapy.chaos;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.env.Environment;

/** Ways of breaking the application, each of which the checker has to notice. */
enum Mutant {
    NONE(""),

    SILENCE_IS_FAILURE("""
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.state = 'TIMED_OUT' then new.state := 'FAILED'; end if; return new; end $$;
        create trigger a_mutant before update of state on payment_attempt
            for each row execute function mutant()\
        """),

    SOFT_NO_IS_BELIEVED("""
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.meaning = 'NOT_PAID_SOFT' then new.meaning := 'NOT_PAID'; end if; return new; end $$;
        create trigger a_mutant before insert on payment_evidence for each row execute function mutant()\
        """),

    AMOUNT_IS_IGNORED("""
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.source = 'CALLBACK' and new.amount_kes is not null then
                select amount_kes into new.amount_kes from payment_attempt where id = new.attempt_id;
            end if; return new; end $$;
        create trigger a_mutant before insert on payment_evidence for each row execute function mutant()\
        """),

    FORGED_IDS_ARE_ACCEPTED("""
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.source = 'CALLBACK' then
                select coalesce(checkout_request_id, new.checkout_request_id),
                       coalesce(merchant_request_id, new.merchant_request_id)
                into new.checkout_request_id, new.merchant_request_id
                from payment_attempt where id = new.attempt_id;
            end if; return new; end $$;
        create trigger a_mutant before insert on payment_evidence for each row execute function mutant()\
        """),

    UNIQUE_INDEX_DROPPED_AND_APPLIED_TWICE("""
        drop index one_applied_receipt_per_session;
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.disposition = 'DUPLICATE' then new.disposition := 'APPLIED'; end if; return new; end $$;
        create trigger a_mutant before insert on mpesa_receipt for each row execute function mutant()\
        """),

    LATE_MONEY_IS_DROPPED("""
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.meaning = 'PAID' and exists (select from payment_attempt
                    where id = new.attempt_id and state in ('TIMED_OUT', 'FAILED')) then
                new.disposition := 'REJECTED';
            end if; return new; end $$;
        create trigger a_mutant before insert on payment_evidence for each row execute function mutant()\
        """),

    NO_CASE_IS_OPENED("""
        create function mutant() returns trigger language plpgsql as $$ begin return null; end $$;
        create trigger a_mutant before insert on payment_exception for each row execute function mutant()\
        """),

    NOBODY_IS_TOLD("""
        create function mutant() returns trigger language plpgsql as $$ begin return null; end $$;
        create trigger a_mutant before insert on notification for each row
            when (new.kind = 'PAYMENT_CONFIRMED') execute function mutant()\
        """),

    SENT_AGAIN_AFTER_SILENCE("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            hooks.around("darajaGateway", "push", call -> {
                MethodInvocation again = ((ProxyMethodInvocation) call).invocableClone();
                Object answer = call.proceed();
                return meaning(answer).equals("NO_ANSWER") ? again.proceed() : answer;
            });
        }
    },

    SECOND_PUSH_IS_NOT_BLOCKED("drop index one_blocking_attempt_per_session") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            hooks.around("paymentViews", "isUndecided", call -> false);
            hooks.around("paymentViews", "payableFrom", call -> Optional.of(Instant.EPOCH));
        }
    },

    ACKNOWLEDGED_BEFORE_IT_IS_STORED("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            hooks.around("callbackIntake", "receive", call -> {
                MethodInvocation later = ((ProxyMethodInvocation) call).invocableClone();
                Thread thread = new Thread(() -> {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                    try {
                        later.proceed();
                    } catch (Throwable lost) {
                        throw new IllegalStateException(lost);
                    }
                });
                thread.start();
                return null;
            });
        }
    },

    PROCESSED_BEFORE_IT_IS_STORED("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            hooks.around("callbackIntake", "receive", call -> {
                if (meaning(call.getArguments()[1]).equals("PAID")) {
                    confirm(settings, (String) call.getArguments()[0]);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                }
                return call.proceed();
            });
        }
    };

    private final String sql;

    Mutant(String sql) {
        this.sql = sql;
    }

    /** Puts the fault into an instance. */
    void hookInto(Hooks hooks, Environment settings) {
        // most faults are put into the database
    }

    /** Puts the fault into the database. */
    void spoil(DataSource database) throws SQLException {
        if (!sql.isEmpty()) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** What a piece of new evidence says. */
    private static String meaning(Object evidence) throws ReflectiveOperationException {
        Method meaning = evidence.getClass().getDeclaredMethod("meaning");
        meaning.setAccessible(true);
        return meaning.invoke(evidence).toString();
    }

    private static void confirm(Environment settings, String reference) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.getRequiredProperty("spring.datasource.url"), "postgres", "");
                PreparedStatement update = connection.prepareStatement("""
                    update therapy_session set status = 'CONFIRMED'
                    where status = 'APPROVED' and id = (select session_id from payment_attempt
                        where replace(id::text, '-', '') = ?)\
                    """)) {
            update.setString(1, reference);
            update.executeUpdate();
        }
    }
}
