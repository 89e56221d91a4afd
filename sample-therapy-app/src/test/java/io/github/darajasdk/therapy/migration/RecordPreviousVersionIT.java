package io.github.darajasdk.therapy.migration;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.StatementRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * No test of its own: run before a release ({@code -Drecord.statements=<file>}), it writes down for the next version what
 * this one says to the database while people pay.
 */
@PaymentTest
@Import(StatementRecorder.Configuration.class)
@EnabledIfSystemProperty(named = "record.statements", matches = ".+")
class RecordPreviousVersionIT {

    @Autowired
    private StatementRecorder recorder;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Scheduler scheduler;

    @Test
    void record() throws IOException {
        List<String> lines = new ArrayList<>();
        recorder.forget();
        TherapySession paid = prompted("254711000001");
        mpesa.phone("254711000001").enterPin("1234");
        story.awaitState(paid, AttemptState.PAID);
        TherapySession cancelled = prompted("254711000002");
        mpesa.phone("254711000002").cancel();
        story.awaitState(cancelled, AttemptState.FAILED);
        mpesa.nextPush(PushMatch.number("254711000003")).delivery(DeliveryScript.loseCallback());
        prompted("254711000003");
        story.after(Duration.ofSeconds(130));
        TherapySession underWay = prompted("254711000004");
        TherapySession unsent = story.anApprovedSession();
        mpesa.subscriber("254711000005").name("Unsent").pin("1234").balance(50_000);
        scheduler.pause();
        story.pay(unsent, "254711000005");
        add(lines, PreviousVersion.BEFORE);
        scheduler.resume();
        story.after(Duration.ZERO);
        story.awaitState(unsent, AttemptState.PROMPTED);
        recorder.forget();

        mpesa.phone("254711000004").enterPin("1234");
        story.awaitState(underWay, AttemptState.PAID);
        TherapySession later = prompted("254711000006");
        mpesa.phone("254711000006").enterPin("1234");
        story.awaitState(later, AttemptState.PAID);
        TherapySession timedOut = prompted("254711000007");
        story.after(Duration.ofSeconds(130));
        story.awaitState(timedOut, AttemptState.TIMED_OUT);
        add(lines, PreviousVersion.AFTER);
        Files.write(Path.of(System.getProperty("record.statements")), lines);
    }

    private TherapySession prompted(String phone) {
        mpesa.subscriber(phone).name("Test Payer").pin("1234").balance(50_000);
        TherapySession session = story.anApprovedSession();
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        return session;
    }

    /** Without what db-scheduler says to its own table, but for the jobs that the application creates. */
    private void add(List<String> lines, String heading) {
        lines.add(heading);
        recorder.executed().stream()
                .filter(sql -> !sql.contains("scheduled_tasks") || sql.contains("insert into scheduled_tasks"))
                .filter(sql -> !sql.contains("pg_notify"))
                .distinct()
                .forEach(lines::add);
    }
}
