package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Money on our short code that no payment of ours explains: booked all the same, with a case for a person. */
@Component
class OrphanMoney {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanMoney.class);

    private final UnownedEvidence unowned;
    private final ReceiptStore receipts;
    private final CaseStore cases;

    OrphanMoney(UnownedEvidence unowned, ReceiptStore receipts, CaseStore cases) {
        this.unowned = unowned;
        this.receipts = receipts;
        this.cases = cases;
    }

    /** Books it, unless the receipt is booked already; what was told of it before is decided with it. */
    void book(PaymentEnvironment environment, String merchant, UUID stored, NewEvidence proof, Instant now) {
        String receipt = proof.receipt();
        if (receipt == null || proof.amount() == null) {
            return;
        }
        if (receipts.bookOrphan(environment, merchant, stored, proof, now)) {
            LOG.warn("KES {} came in under {}, and no payment of ours explains it", proof.amount(), receipt);
            cases.open(environment, null, ExceptionCase.ofReceipt(ExceptionKind.ORPHAN, null, receipt), now);
        }
        unowned.reversalOf(environment, receipt).ifPresent(reversal -> takeBack(environment, reversal, now));
        unowned.dispose(environment, receipt);
    }

    /** Whether the receipt that something claims is booked as an orphan already, with that amount. */
    boolean isBooked(PaymentEnvironment environment, NewEvidence claim) {
        return Optional.ofNullable(claim.receipt())
                .flatMap(receipt -> receipts.find(environment, receipt))
                .filter(booked -> booked.session() == null && Objects.equals(booked.amount(), claim.amount()))
                .isPresent();
    }

    /** Takes a reversal into account. Returns false when the payment is not known (yet), or is not an orphan. */
    boolean takeBack(PaymentEnvironment environment, Reversal reversal, Instant now) {
        boolean orphan = receipts.find(environment, reversal.receipt())
                .filter(booked -> booked.session() == null)
                .isPresent();
        if (orphan) {
            receipts.reverse(environment, reversal, now);
            cases.answered(environment, reversal.receipt(), null, "the money went back", now);
            unowned.dispose(environment, reversal.receipt());
        }
        return orphan;
    }
}
