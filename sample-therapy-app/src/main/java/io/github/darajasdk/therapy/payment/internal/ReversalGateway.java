package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.spring.autoconfigure.DarajaConnectionDetails;
import io.github.darajasdk.therapy.payment.Reversal;
import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.payment.ReversalNews.Meaning;
import io.github.darajasdk.therapy.payment.ReversalNews.Source;
import io.github.darajasdk.therapy.payment.Reversals;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.transaction.ReversalRequest;
import io.github.darajasdk.transaction.StatusQuery;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Talks to M-PESA about giving payments back. Turns the SDK's answers into news; decides nothing. */
@Component
class ReversalGateway implements Reversals {

    private static final Logger LOG = LoggerFactory.getLogger(ReversalGateway.class);

    /** Goes into M-PESA's record and may be read by the customer: nothing personal. */
    private static final String REMARKS = "Refund";

    private final DarajaClient daraja;
    private final CallbackUrls callbackUrls;
    private final PaymentMode mode;
    private final boolean initiator;

    ReversalGateway(
            DarajaClient daraja, CallbackUrls callbackUrls, PaymentMode mode, DarajaConnectionDetails connection) {
        this.daraja = daraja;
        this.callbackUrls = callbackUrls;
        this.mode = mode;
        this.initiator = connection.initiator().isPresent();
    }

    @Override
    public boolean serves(Reversal reversal) {
        return initiator
                && reversal.environment() == mode.environment()
                && reversal.merchant().equals(mode.merchant());
    }

    @Override
    public ReversalNews request(Reversal reversal) {
        String reference = ReversalReference.hex(reversal.id());
        ReversalRequest request = ReversalRequest.builder()
                .receiptNumber(ReceiptNumber.of(reversal.receipt()))
                .amount(Amount.kes(reversal.amount().shillings()))
                .shortCode(ShortCode.of(reversal.merchant()))
                .remarks(REMARKS)
                .resultUrl(callbackUrls.create(CallbackPurpose.REVERSAL_RESULT, reference))
                .timeoutUrl(callbackUrls.create(CallbackPurpose.REVERSAL_TIMEOUT, reference))
                .build();
        try {
            CommandAccepted accepted = daraja.transactions().reverse(request);
            return new ReversalNews(
                    Source.ANSWER,
                    Meaning.ACCEPTED,
                    accepted.conversationId().value(),
                    accepted.originatorConversationId().value(),
                    null,
                    accepted.description(),
                    null,
                    null,
                    null,
                    null,
                    accepted.rawBody().getBytes(StandardCharsets.UTF_8));
        } catch (DarajaException e) {
            LOG.warn("reversal {} ended without an acceptance [{}]: {}", reversal.id(), e.delivery(), e.getMessage());
            return notAccepted(e);
        }
    }

    private static ReversalNews notAccepted(DarajaException e) {
        Meaning meaning = switch (e.delivery()) {
            case NOT_SENT, REJECTED -> Meaning.NOT_TAKEN;
            case UNKNOWN -> Meaning.NO_ANSWER;
        };
        String said = e.responseBody().orElseGet(() -> e.getClass().getSimpleName() + ": " + e.getMessage());
        return new ReversalNews(
                Source.ANSWER,
                meaning,
                null,
                null,
                e.apiError().map(ApiError::code).orElse(null),
                e.apiError().map(ApiError::message).orElse(null),
                null,
                null,
                null,
                null,
                said.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void ask(Reversal reversal, @Nullable String conversationId) {
        String reference = conversationId == null
                ? ReversalReference.aboutOriginal(reversal.id())
                : ReversalReference.aboutReversal(reversal.id());
        StatusQuery.Builder query = StatusQuery.builder()
                .shortCode(ShortCode.of(reversal.merchant()))
                .resultUrl(callbackUrls.create(CallbackPurpose.STATUS_RESULT, reference))
                .timeoutUrl(callbackUrls.create(CallbackPurpose.STATUS_TIMEOUT, reference));
        if (conversationId == null) {
            query.receiptNumber(ReceiptNumber.of(reversal.receipt()));
        } else {
            query.originalConversationId(ConversationId.of(conversationId));
        }
        try {
            daraja.transactions().status(query.build());
        } catch (DarajaException e) {
            LOG.info("M-PESA could not be asked about reversal {}: {}", reversal.id(), e.getMessage());
        }
    }
}
