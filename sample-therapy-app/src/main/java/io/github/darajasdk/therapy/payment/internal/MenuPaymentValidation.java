package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.C2bValidationAnswer.Rejection;
import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Answers M-PESA before money moves, where it asks: may this customer pay this amount under this account? Refused while
 * refusing costs nothing: an unknown number, another amount, a session that cannot be paid. Stores nothing.
 */
@Component
class MenuPaymentValidation implements C2bValidator {

    private final Bookings bookings;
    private final PaymentMode mode;

    MenuPaymentValidation(Bookings bookings, PaymentMode mode) {
        this.bookings = bookings;
        this.mode = mode;
    }

    @Override
    public C2bValidationAnswer validate(CallbackDelivery delivery) {
        C2bPayment payment = delivery.parsed(C2bPayment.class)
                .orElseThrow(() -> new IllegalArgumentException("the question of M-PESA cannot be read"));
        return why(payment, delivery.shortCode().value())
                .map(C2bValidationAnswer::reject)
                .orElseGet(C2bValidationAnswer::accept);
    }

    private Optional<Rejection> why(C2bPayment payment, String merchant) {
        Optional<TherapySession> session = BillReference.read(payment.billReference())
                .flatMap(reference -> bookings.findByBookingNumber(reference.bookingNumber()))
                .filter(found -> found.environment() == mode.environment()
                        && found.merchant().equals(merchant));
        if (session.isEmpty()) {
            return Optional.of(Rejection.INVALID_ACCOUNT_NUMBER);
        }
        if (payment.amount().shillings() != session.get().price().shillings()) {
            return Optional.of(Rejection.INVALID_AMOUNT);
        }
        return session.get().status() == SessionStatus.APPROVED ? Optional.empty() : Optional.of(Rejection.OTHER);
    }
}
