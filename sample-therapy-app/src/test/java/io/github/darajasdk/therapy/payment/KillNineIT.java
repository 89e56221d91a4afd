package io.github.darajasdk.therapy.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.testing.AppProcess;
import io.github.darajasdk.therapy.testing.FormUser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application dies the hard way, with one payment waiting for its PIN and another whose push is on the wire; M-PESA
 * goes on. Real processes, the embedded PostgreSQL in its folder, real time.
 */
class KillNineIT {

    private static final String WAITING = "254712345678";
    private static final String ON_THE_WIRE = "254722000111";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern STATE = Pattern.compile("data-state=\"([A-Z_]+)\"");

    @TempDir
    private Path folder;

    @Test
    @Tag("property-76")
    void whatWasOpenIsSettledAfterTheRestartAndNothingIsPushedTwice() {
        try (DarajaSimulator mpesa = DarajaSimulator.builder()
                        .demo()
                        .customers(CustomerScript.human())
                        .start();
                AppProcess app = new AppProcess(
                        folder,
                        List.of(
                                "--spring.profiles.active=demo",
                                "--demo.simulator.url=" + mpesa.baseUri(),
                                "--app.database.folder=" + folder.resolve("postgres"),
                                "--db-scheduler.heartbeat-interval=1s"))) {
            mpesa.subscriber(ON_THE_WIRE).name("Otieno").pin("1234").balance(50_000);
            app.start();
            String first = approvedSession(app, "09:00");
            String second = approvedSession(app, "11:00");
            FormUser client = client(app);
            pay(client, first, WAITING);
            await().atMost(PATIENCE).until(() -> state(client, first).equals("PROMPTED"));
            mpesa.nextPush(PushMatch.number(ON_THE_WIRE)).delivery(DeliveryScript.holdAnswer(Duration.ofSeconds(60)));
            pay(client, second, ON_THE_WIRE);
            await().atMost(PATIENCE)
                    .until(() -> mpesa.phone(ON_THE_WIRE).prompt().isPresent());

            app.kill();
            mpesa.phone(WAITING).enterPin("1234");
            app.start();

            FormUser again = client(app);
            await().atMost(PATIENCE).until(() -> state(again, first).equals("PAID"));
            assertThat(again.page(pay(first))).as("known through the query").contains("Receipt follows");
            await().atMost(PATIENCE).until(() -> state(again, second).equals("UNCLEAR"));
            mpesa.phone(ON_THE_WIRE).enterPin("1234");
            await().atMost(PATIENCE).until(() -> state(again, second).equals("PAID"));
            assertThat(again.page(pay(second)))
                    .contains(mpesa.ledger().debits().stream()
                            .filter(debit -> debit.msisdn().equals(ON_THE_WIRE))
                            .findFirst()
                            .orElseThrow()
                            .receipt());
            assertThat(mpesa.pushes())
                    .as("pushes on the wire, one for each payment")
                    .hasSize(2);
            assertThat(mpesa.ledger().debits()).hasSize(2);
        }
    }

    private static FormUser client(AppProcess app) {
        return new FormUser(app.uri(), "wanjiku@example.com", "smiling-steps");
    }

    private static String approvedSession(AppProcess app, String time) {
        FormUser client = client(app);
        Matcher therapist =
                Pattern.compile("name=\"therapist\"[^>]*value=\"([^\"]+)\"").matcher(client.page("/client/book"));
        assertThat(therapist.find()).isTrue();
        String date = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
        String session = client.submit(
                        "/client/book",
                        "/client/book",
                        Map.of("therapist", therapist.group(1), "date", date, "time", time))
                .uri()
                .getPath()
                .split("/")[3];
        FormUser owner = new FormUser(app.uri(), "achieng@example.com", "smiling-steps");
        owner.submit("/therapist", "/therapist/sessions/" + session + "/approve", Map.of());
        return session;
    }

    private static void pay(FormUser client, String session, String phone) {
        client.submit(pay(session), pay(session), Map.of("phone", phone));
    }

    private static String pay(String session) {
        return "/client/sessions/" + session + "/pay";
    }

    private static String state(FormUser user, String session) {
        Matcher state = STATE.matcher(user.page(pay(session)));
        assertThat(state.find()).isTrue();
        return state.group(1);
    }
}
