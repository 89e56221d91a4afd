package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.testing.ApiUser;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.StatementRecorder;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every statement the application executes on the payment road is planned by PostgreSQL on tables of a practice that has
 * seen many payments, and none of the plans reads a large table from end to end. Short form 30,000 payments, long form
 * 1,000,000.
 */
@PaymentTest
@Import(StatementRecorder.Configuration.class)
class QueryPlansIT {

    private static final int PAYMENTS = Boolean.getBoolean("tests.long") ? 1_000_000 : 30_000;

    /** All that grows with the years. The table of jobs holds open work alone, and its statements are db-scheduler's. */
    private static final Set<String> LARGE = Set.of(
            "app_user",
            "therapy_session",
            "payment_attempt",
            "payment_evidence",
            "mpesa_receipt",
            "payment_transition",
            "payment_exception",
            "notification");

    private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (\\w+)");

    @Value("http://127.0.0.1:${server.port}")
    private URI app;

    @Value("${spring.datasource.url}")
    private String database;

    @Autowired
    private StatementRecorder recorder;

    @Autowired
    private PaymentStory story;

    @Autowired
    private Payments payments;

    @Autowired
    private Accounts accounts;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void noStatementOfThePaymentRoadReadsALargeTableFromEndToEnd() {
        MillionPayments.fill(jdbc, PAYMENTS);
        recorder.forget();

        walkThePaymentRoad();

        Map<String, String> slow = new TreeMap<>();
        int planned = 0;
        for (String template : recorder.templates()) {
            String plan = plan(template);
            planned += plan.isEmpty() ? 0 : 1;
            Matcher scan = SEQUENTIAL.matcher(plan);
            while (scan.find()) {
                if (LARGE.contains(scan.group(1))) {
                    slow.put(template, plan);
                }
            }
        }
        System.out.printf("%d statements planned on %,d payments%n", planned, PAYMENTS);
        assertThat(planned).as("statements planned").isGreaterThan(30);
        assertThat(slow).isEmpty();
    }

    private void walkThePaymentRoad() {
        TherapySession paid = story.anApprovedSession();
        String phone = story.aPhone();
        story.pay(paid, phone);
        story.awaitState(paid, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(paid, AttemptState.PAID);

        TherapySession silent = story.anApprovedSession();
        String silentPhone = story.aPhone();
        mpesa.nextPush(PushMatch.number(silentPhone)).customer(CustomerScript.neverEnds());
        story.pay(silent, silentPhone);
        story.awaitState(silent, AttemptState.PROMPTED);
        for (int minute = 0; minute < 12; minute++) {
            story.after(Duration.ofMinutes(1));
        }
        PaymentView.Attempt stuck = story.latest(silent);
        payments.askNow(stuck.id());
        payments.release(stuck.id(), silent.clientId());
        payments.cancelUnsent(stuck.id(), silent.clientId());

        TherapySession lost = story.anApprovedSession();
        String lostPhone = story.aPhone();
        mpesa.nextPush(PushMatch.number(lostPhone)).delivery(DeliveryScript.loseCallback());
        story.pay(lost, lostPhone);
        story.awaitState(lost, AttemptState.PROMPTED);
        mpesa.phone(lostPhone).enterPin("1234");
        story.untilAfter(Duration.ofSeconds(20), 20, () -> story.awaitState(lost, AttemptState.PAID));

        ApiUser client = ApiUser.signedIn(
                app, accounts.find(paid.clientId()).map(User::email).orElseThrow());
        assertThat(client.get("/api/mpesa/status/" + paid.id()).status()).isEqualTo(200);
        assertThat(client.post("/api/mpesa/lookup", Map.of("checkoutRequestId", story.checkoutRequest(paid)))
                        .status())
                .isEqualTo(200);
        client.post("/api/auth/logout", Map.of());
    }

    /** For any parameters: PostgreSQL's generic plan. Of no interest without a large table. */
    private String plan(String template) {
        if (LARGE.stream().noneMatch(template::contains)) {
            return "";
        }
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (char c : template.toCharArray()) {
            if (c == '?') {
                numbered.append('$').append(++number);
            } else {
                numbered.append(c);
            }
        }
        List<String> lines = new ArrayList<>();
        // As text: the driver would ask for the parameters that a generic plan goes without.
        try (Connection connection = DriverManager.getConnection(database + "?preferQueryMode=simple", "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain (generic_plan) " + numbered)) {
            while (plan.next()) {
                lines.add(plan.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no plan for " + template, e);
        }
        return String.join("\n", lines);
    }
}
