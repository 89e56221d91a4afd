package io.github.darajasdk.therapy.payment.internal;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.Verification;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Behind {@link Verification}. Questions about receipts are jobs, so that no page waits for M-PESA. */
@Service
class Verifying implements Verification {

    static final TaskDescriptor<Question> ASK = TaskDescriptor.of("payment-verify", Question.class);

    private final AttemptStore attempts;
    private final Payments payments;
    private final ReceiptBook receipts;
    private final DarajaLines lines;
    private final RecordsGateway records;
    private final Jobs jobs;
    private final Clock clock;

    Verifying(
            AttemptStore attempts,
            Payments payments,
            ReceiptBook receipts,
            DarajaLines lines,
            RecordsGateway records,
            Jobs jobs,
            Clock clock) {
        this.attempts = attempts;
        this.payments = payments;
        this.receipts = receipts;
        this.lines = lines;
        this.records = records;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param asked whether it has been; the job then only waits so that nobody asks again at once
     */
    record Question(PaymentEnvironment environment, String merchant, String receipt, boolean asked) {

        Question done() {
            return new Question(environment, merchant, receipt, true);
        }
    }

    @Override
    public Asked askAbout(SessionId session) {
        int prompts = 0;
        for (AttemptRow attempt : attempts.ofSession(session)) {
            if (attempt.state().isOpen() && attempt.sentAt() != null) {
                payments.askNow(attempt.id());
                prompts++;
            }
        }
        int asked = 0;
        for (BookedReceipt receipt : receipts.ofSession(session)) {
            asked += askAbout(new PaymentMode(receipt.environment(), receipt.merchant()), receipt.receipt()) ? 1 : 0;
        }
        return new Asked(prompts, asked);
    }

    @Override
    public boolean askAbout(PaymentMode books, String receipt) {
        if (lines.find(books.environment(), books.merchant())
                .filter(records::canAskStatus)
                .isEmpty()) {
            return false;
        }
        Question question = new Question(books.environment(), books.merchant(), receipt, false);
        jobs.schedule(
                ASK.instance(books.environment() + " " + books.merchant() + " " + receipt)
                        .data(question)
                        .build(),
                clock.instant());
        return true;
    }

    private void ask(Question question) {
        lines.find(question.environment(), question.merchant())
                .filter(records::canAskStatus)
                .ifPresent(line -> records.askStatus(line, question.receipt()));
    }

    /** The job. A question that fails is not repeated: the person sees no answer and may ask again. */
    @Configuration(proxyBeanMethods = false)
    static class Asking {

        @Bean
        Task<Question> verificationTask(Verifying verifying) {
            return Tasks.custom(ASK)
                    .onFailure((complete, operations) -> operations.remove())
                    .onDeadExecution((complete, operations) -> operations.remove())
                    .execute((job, context) -> {
                        Question question = job.getData();
                        if (question.asked()) {
                            return (complete, operations) -> operations.remove();
                        }
                        verifying.ask(question);
                        return (complete, operations) -> operations.reschedule(
                                complete,
                                complete.getTimeDone().plus(PaymentTiming.ASKED_A_MOMENT_AGO),
                                question.done());
                    });
        }
    }
}
