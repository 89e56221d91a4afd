package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.payment.AttemptId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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

    SOFT_NO_IS_BELIEVED("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            misread(
                    hooks,
                    (attempt, evidence) -> meaning(evidence).equals("NOT_PAID_SOFT")
                            ? OwnRecords.with(
                                    evidence, "meaning", another("NOT_PAID", OwnRecords.read(evidence, "meaning")))
                            : evidence);
        }
    },

    AMOUNT_IS_IGNORED("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            misread(hooks, (attempt, evidence) -> {
                boolean tells = isCallback(evidence) && OwnRecords.read(evidence, "amount") != null;
                return tells
                        ? OwnRecords.with(evidence, "amount", Long.valueOf(stored(settings, attempt, "amount_kes")))
                        : evidence;
            });
        }
    },

    FORGED_IDS_ARE_ACCEPTED("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            misread(hooks, (attempt, evidence) -> {
                String checkout = stored(settings, attempt, "checkout_request_id");
                if (!isCallback(evidence) || checkout == null) {
                    return evidence;
                }
                Object forged = OwnRecords.with(evidence, "checkoutRequestId", checkout);
                return OwnRecords.with(forged, "merchantRequestId", stored(settings, attempt, "merchant_request_id"));
            });
        }
    },

    UNIQUE_INDEX_DROPPED_AND_APPLIED_TWICE("""
        drop index one_applied_receipt_per_session;
        create function mutant() returns trigger language plpgsql as $$ begin
            if new.disposition = 'DUPLICATE' then new.disposition := 'APPLIED'; end if; return new; end $$;
        create trigger a_mutant before insert on mpesa_receipt for each row execute function mutant()\
        """),

    LATE_MONEY_IS_DROPPED("") {
        @Override
        void hookInto(Hooks hooks, Environment settings) {
            misread(hooks, (attempt, evidence) -> {
                boolean late = List.of("TIMED_OUT", "FAILED").contains(stored(settings, attempt, "state"));
                return meaning(evidence).equals("PAID") && late ? null : evidence;
            });
        }
    },

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

    /** What the application takes a piece of evidence for; null when it does not even look. */
    private interface Misreading {
        Object of(UUID attempt, Object evidence) throws ReflectiveOperationException, SQLException;
    }

    /** Has evidence about attempts say something else than it does, before anything is decided on it. */
    private static void misread(Hooks hooks, Misreading misreading) {
        hooks.around("settler", "settle", call -> {
            Object[] arguments = call.getArguments();
            if (arguments.length == 3) {
                List<Object> heard = new ArrayList<>();
                for (Object piece : (List<?>) arguments[1]) {
                    AttemptId about = (AttemptId) OwnRecords.read(OwnRecords.read(piece, "about"), "attempt");
                    Object evidence = misreading.of(about.value(), OwnRecords.read(piece, "evidence"));
                    if (evidence != null) {
                        heard.add(OwnRecords.with(piece, "evidence", evidence));
                    }
                }
                arguments[1] = heard;
            }
            return call.proceed();
        });
    }

    /** What a piece of new evidence says. */
    private static String meaning(Object evidence) throws ReflectiveOperationException {
        return OwnRecords.read(evidence, "meaning").toString();
    }

    private static boolean isCallback(Object evidence) throws ReflectiveOperationException {
        return OwnRecords.read(evidence, "source").toString().equals("CALLBACK");
    }

    /** Another value of the enum that a value is of. */
    private static Object another(String name, Object value) {
        return Stream.of(((Enum<?>) value).getDeclaringClass().getEnumConstants())
                .filter(constant -> constant.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String stored(Environment settings, UUID attempt, String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.getRequiredProperty("spring.datasource.url"), "postgres", "");
                PreparedStatement select =
                        connection.prepareStatement("select " + column + " from payment_attempt where id = ?")) {
            select.setObject(1, attempt);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
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
