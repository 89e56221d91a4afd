package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.payment.ReversalNews;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lets this process die at the {@link KillPoint} that the {@link Board} names, as kill -9 would. */
final class KillPoints {

    private static final int KILLED = 137;

    private final Board board;

    KillPoints(Board board) {
        this.board = board;
    }

    /** Looks at the board whenever a payment passes one of the points. */
    void hookInto(Hooks hooks) {
        hooks.around("attemptStore", "insert", call -> {
            Object done = call.proceed();
            pass(KillPoint.ATTEMPT_STORED_NOT_COMMITTED);
            atTheEnd(null, KillPoint.ATTEMPT_COMMITTED);
            return done;
        });
        hooks.around("attemptStore", "beginSending", call -> {
            Object done = call.proceed();
            if (Boolean.TRUE.equals(done)) {
                atTheEnd(KillPoint.SENDING_WRITTEN_NOT_COMMITTED, KillPoint.SENDING_COMMITTED);
            }
            return done;
        });
        hooks.around("darajaGateway", "push", this::push);
        hooks.around("darajaGateway", "query", call -> {
            pass(KillPoint.QUERY_BEFORE_IT_IS_ASKED);
            Object answer = call.proceed();
            pass(KillPoint.QUERY_ANSWERED_NOTHING_STORED);
            return answer;
        });
        hooks.around("settlementStore", "write", this::evidence);
        hooks.around("refundStore", "beginSending", call -> {
            Object done = call.proceed();
            if (Boolean.TRUE.equals(done)) {
                atTheEnd(KillPoint.REFUND_SENDING_WRITTEN_NOT_COMMITTED, KillPoint.REFUND_SENDING_COMMITTED);
            }
            return done;
        });
        hooks.around("reversalGateway", "request", call -> {
            pass(KillPoint.REFUND_BEFORE_THE_FIRST_BYTE);
            Object answer = call.proceed();
            pass(KillPoint.REFUND_ANSWERED_NOTHING_STORED);
            return answer;
        });
        hooks.around("refundEvidenceStore", "add", call -> {
            Object done = call.proceed();
            switch (source(call, ReversalNews.class.getSimpleName())) {
                case "ANSWER" -> {
                    pass(KillPoint.REFUND_ANSWER_STORED_NOT_SETTLED);
                    atTheEnd(null, KillPoint.REFUND_ANSWER_COMMITTED);
                }
                case "RESULT" -> {
                    pass(KillPoint.REFUND_RESULT_STORED_NOT_SETTLED);
                    atTheEnd(null, KillPoint.REFUND_RESULT_COMMITTED_NOT_ACKNOWLEDGED);
                }
                default -> {
                    // other sources have no points of their own
                }
            }
            return done;
        });
    }

    private Object push(MethodInvocation call) throws Throwable {
        pass(KillPoint.PUSH_BEFORE_THE_FIRST_BYTE);
        if (board.dieAt(KillPoint.PUSH_ON_THE_WIRE)) {
            Thread death = new Thread(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(8));
                Runtime.getRuntime().halt(KILLED);
            });
            death.start();
        }
        Object answer = call.proceed();
        pass(KillPoint.PUSH_ANSWERED_NOTHING_STORED);
        return answer;
    }

    private Object evidence(MethodInvocation call) throws Throwable {
        Object done = call.proceed();
        for (Object heard : (List<?>) OwnRecords.read(call.getArguments()[0], "heard")) {
            switch (OwnRecords.read(heard, "source").toString()) {
                case "PUSH_ANSWER" -> {
                    pass(KillPoint.PUSH_ANSWER_STORED_NOT_SETTLED);
                    atTheEnd(KillPoint.PUSH_ANSWER_SETTLED_NOT_COMMITTED, KillPoint.PUSH_ANSWER_COMMITTED);
                }
                case "CALLBACK" -> {
                    pass(KillPoint.CALLBACK_STORED_NOT_SETTLED);
                    atTheEnd(KillPoint.CALLBACK_SETTLED_NOT_COMMITTED, KillPoint.CALLBACK_COMMITTED_NOT_ACKNOWLEDGED);
                }
                case "QUERY" -> {
                    pass(KillPoint.QUERY_ANSWER_STORED_NOT_SETTLED);
                    atTheEnd(KillPoint.QUERY_ANSWER_SETTLED_NOT_COMMITTED, KillPoint.QUERY_ANSWER_COMMITTED);
                }
                default -> {
                    // other sources have no points of their own
                }
            }
        }
        return done;
    }

    /** Where the piece of evidence among the arguments comes from. */
    private static String source(MethodInvocation call, String type) throws ReflectiveOperationException {
        for (Object argument : call.getArguments()) {
            if (argument != null && argument.getClass().getSimpleName().equals(type)) {
                return OwnRecords.read(argument, "source").toString();
            }
        }
        throw new IllegalStateException(call.getMethod() + " has no " + type + " among its arguments");
    }

    private void atTheEnd(KillPoint beforeCommit, KillPoint afterCommit) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (beforeCommit != null) {
                    pass(beforeCommit);
                }
            }

            @Override
            public void afterCommit() {
                pass(afterCommit);
            }
        });
    }

    private void pass(KillPoint point) {
        if (board.dieAt(point)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
