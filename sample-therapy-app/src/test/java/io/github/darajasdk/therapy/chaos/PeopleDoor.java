package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementImport;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import io.github.darajasdk.therapy.settings.PaymentMode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * What clients and the clinic's staff do, by HTTP and without signing in: who is signed in is known to one instance only,
 * and these people meet another one each time. Answers 200, or 409 with the reason of a refusal.
 */
final class PeopleDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Payments payments;
    private final transient Bookings bookings;
    private final transient Refunds refunds;
    private final transient StatementImport statements;
    private final transient Reconciliation books;
    private final transient PaymentMode mode;

    PeopleDoor(
            Payments payments,
            Bookings bookings,
            Refunds refunds,
            StatementImport statements,
            Reconciliation books,
            PaymentMode mode) {
        this.payments = payments;
        this.bookings = bookings;
        this.refunds = refunds;
        this.statements = statements;
        this.books = books;
        this.mode = mode;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UserId user = new UserId(uuid(request, "user"));
        try {
            switch (request.getPathInfo()) {
                case "/pay" ->
                    payments.initiate(new InitiatePayment(
                            new SessionId(uuid(request, "session")),
                            user,
                            request.getParameter("phone"),
                            request.getParameter("key")));
                case "/release" -> payments.release(new AttemptId(uuid(request, "attempt")), user);
                case "/cancel" -> bookings.cancel(new SessionId(uuid(request, "session")), user);
                case "/approve" -> refunds.approve(new RefundId(uuid(request, "refund")), user);
                case "/statement" -> importStatement(request, user);
                case "/compare" ->
                    books.start(mode, new Period(instant(request, "from"), instant(request, "to")), user);
                default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (PaymentRefusedException refused) {
            refuse(response, refused.reason().name());
        } catch (SessionStateException refused) {
            refuse(response, "SESSION_STATE");
        } catch (RefundRefusedException refused) {
            refuse(response, refused.reason().name());
        } catch (StatementRefusedException refused) {
            refuse(response, refused.getMessage());
        }
    }

    private void importStatement(HttpServletRequest request, UserId user) throws IOException {
        Path file = Files.createTempFile("statement", ".csv");
        try {
            Files.write(file, request.getInputStream().readAllBytes());
            statements.importStatement(mode, new StatementFile("statement.csv", file), BalanceBreaks.REFUSE, user);
        } finally {
            Files.delete(file);
        }
    }

    private static void refuse(HttpServletResponse response, String reason) throws IOException {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        response.getWriter().write(reason);
    }

    private static UUID uuid(HttpServletRequest request, String name) {
        return UUID.fromString(request.getParameter(name));
    }

    private static Instant instant(HttpServletRequest request, String name) {
        return Instant.parse(request.getParameter(name));
    }
}
