package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.Payments;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/**
 * What clients do, by HTTP and without signing in: who is signed in is known to one instance only, and these clients
 * meet another one each time. Answers 200, or 409 with the reason of a refusal.
 */
final class ClientDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Payments payments;
    private final transient Bookings bookings;

    ClientDoor(Payments payments, Bookings bookings) {
        this.payments = payments;
        this.bookings = bookings;
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
                default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (PaymentRefusedException refused) {
            refuse(response, refused.reason().name());
        } catch (SessionStateException refused) {
            refuse(response, "SESSION_STATE");
        }
    }

    private static void refuse(HttpServletResponse response, String reason) throws IOException {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        response.getWriter().write(reason);
    }

    private static UUID uuid(HttpServletRequest request, String name) {
        return UUID.fromString(request.getParameter(name));
    }
}
