package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.spring.web.CallbackHandler;
import org.springframework.stereotype.Component;

/** Where M-PESA's callbacks come in. Readable or not, each is evidence; a body that cannot be read is the only copy. */
@Component
class PaymentCallbacks implements CallbackHandler {

    private final CallbackIntake intake;
    private final ChannelCallbacks channels;
    private final DarajaGateway daraja;
    private final ReversalCallbacks reversals;

    PaymentCallbacks(
            CallbackIntake intake, ChannelCallbacks channels, DarajaGateway daraja, ReversalCallbacks reversals) {
        this.intake = intake;
        this.channels = channels;
        this.daraja = daraja;
        this.reversals = reversals;
    }

    @Override
    public void handle(CallbackDelivery delivery) {
        if (ReversalCallbacks.concerns(delivery)) {
            reversals.handle(delivery);
            return;
        }
        switch (delivery.purpose()) {
            case C2B_CONFIRMATION -> channels.confirmation(delivery);
            case STATUS_RESULT -> channels.statusAnswer(delivery);
            case STATUS_TIMEOUT -> channels.statusTimeout(delivery);
            default -> ofOnePayment(delivery);
        }
    }

    private void ofOnePayment(CallbackDelivery delivery) {
        NewEvidence evidence = delivery.parsed()
                .map(callback -> daraja.read(callback, delivery.rawBody()))
                .orElseGet(() -> unreadable(delivery));
        intake.receive(delivery.reference(), evidence);
    }

    private static NewEvidence unreadable(CallbackDelivery delivery) {
        String why = delivery.parseFailure()
                .map(failure -> failure.reason().name())
                .orElseGet(() -> "unexpected purpose " + delivery.purpose());
        return new NewEvidence(
                EvidenceSource.CALLBACK,
                NewEvidence.PAYMENT_TOKEN,
                EvidenceMeaning.UNREADABLE,
                null,
                null,
                null,
                why,
                null,
                null,
                null,
                null,
                null,
                null,
                delivery.rawBody());
    }
}
