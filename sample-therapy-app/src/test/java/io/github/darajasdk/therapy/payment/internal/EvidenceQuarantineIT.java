package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.QuarantinedEvidence;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was set aside is handled again when a person says so. */
@PaymentTest
class EvidenceQuarantineIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private QuarantinedEvidence quarantine;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("property-72")
    void aCallbackThatWasSetAsideByMistakeSettlesWhenItIsReplayed() {
        TherapySession session = story.anApprovedSession();
        story.pay(session, story.aPhone());
        story.awaitState(session, AttemptState.PROMPTED);
        UUID callback = paidCallbackInQuarantine(session);
        assertThat(quarantine.list(1_000))
                .filteredOn(piece -> piece.id().equals(callback))
                .singleElement()
                .satisfies(piece -> assertThat(piece.why()).isEqualTo("a defect that is mended by now"));

        assertThat(quarantine.replay(callback)).isTrue();

        story.awaitState(session, AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(quarantine.replay(callback)).as("once more").isFalse();
    }

    private UUID paidCallbackInQuarantine(TherapySession session) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                            checkout_request_id, merchant_request_id, result_code, receipt, amount_kes, raw_body, body_digest,
                            received_at, disposition, note, tries)
                        select :id, environment, merchant, id, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', checkout_request_id,
                            merchant_request_id, '0', 'UKTQUARAN1', amount_kes, 'body', 'digest', created_at, 'QUARANTINED',
                            'a defect that is mended by now', 4
                        from payment_attempt where session_id = :session""").param("id", id).param("session", session.id().value()).update();
        return id;
    }
}
