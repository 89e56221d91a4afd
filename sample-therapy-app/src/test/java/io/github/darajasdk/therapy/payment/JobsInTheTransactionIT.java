package io.github.darajasdk.therapy.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens later is stored with what causes it. */
@PaymentTest
class JobsInTheTransactionIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("property-73")
    void thePushOfAPaymentIsArrangedExactlyWhenThePaymentIsStored() {
        TherapySession session = story.anApprovedSession();
        String phone = story.aPhone();

        transaction.executeWithoutResult(status -> {
            story.pay(session, phone);
            assertThat(attempts(session)).isEqualTo(1);
            assertThat(jobsOf(session)).as("jobs of the attempt").isEqualTo(1);
            status.setRollbackOnly();
        });

        assertThat(attempts(session)).isZero();
        assertThat(jdbc.sql("""
                                select count(*) from scheduled_tasks t
                                where t.task_name in ('payment-push', 'payment-query')
                                  and not exists (select from payment_attempt a where a.id::text = t.task_instance)""").query(Long.class).single())
                .as("jobs of attempts that were never stored")
                .isZero();
        assertThat(story.pushes(phone)).isZero();

        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        Eventually.assertThatEventually(
                () -> jobsOf(session),
                jobs -> assertThat(jobs)
                        .as("the first question, arranged with the sending")
                        .isEqualTo(1));
    }

    private long attempts(TherapySession session) {
        return jdbc.sql("select count(*) from payment_attempt where session_id = :id")
                .param("id", session.id().value())
                .query(Long.class)
                .single();
    }

    private long jobsOf(TherapySession session) {
        return jdbc.sql("""
                        select count(*) from scheduled_tasks t join payment_attempt a on a.id::text = t.task_instance
                        where a.session_id = :id""").param("id", session.id().value()).query(Long.class).single();
    }
}
