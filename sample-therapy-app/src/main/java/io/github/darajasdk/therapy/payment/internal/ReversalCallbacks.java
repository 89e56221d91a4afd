package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.callback.CallbackParseException;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CommandResult;
import io.github.darajasdk.callback.CommandTimeout;
import io.github.darajasdk.callback.ReversalReport;
import io.github.darajasdk.callback.TransactionReport;
import io.github.darajasdk.spring.web.CallbackDelivery;
import io.github.darajasdk.therapy.payment.ReversalListener;
import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.payment.ReversalNews.Meaning;
import io.github.darajasdk.therapy.payment.ReversalNews.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads what M-PESA posts about reversals, and hands it to whoever keeps them. */
@Component
class ReversalCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(ReversalCallbacks.class);

    private static final String ALREADY_REVERSED = "R000001";
    private static final String REVERSED = "Reversed";

    private final ObjectProvider<ReversalListener> listeners;

    /** @param listeners asked for late: they stand on this package */
    ReversalCallbacks(ObjectProvider<ReversalListener> listeners) {
        this.listeners = listeners;
    }

    static boolean concerns(CallbackDelivery delivery) {
        return switch (delivery.purpose()) {
            case REVERSAL_RESULT, REVERSAL_TIMEOUT -> true;
            case STATUS_RESULT, STATUS_TIMEOUT -> ReversalReference.isOfReversal(delivery.reference());
            default -> false;
        };
    }

    void handle(CallbackDelivery delivery) {
        Optional<UUID> reversal = ReversalReference.id(delivery.reference());
        if (reversal.isEmpty()) {
            LOG.warn("a result came for a reversal with a strange name ({})", delivery.reference());
            return;
        }
        ReversalNews news = read(delivery);
        listeners.forEach(listener -> listener.heard(reversal.get(), news));
    }

    private static ReversalNews read(CallbackDelivery delivery) {
        byte[] raw = delivery.rawBody();
        Optional<CommandResult> result = delivery.parsed(CommandResult.class);
        if (result.isPresent()) {
            try {
                return delivery.purpose() == CallbackPurpose.REVERSAL_RESULT
                        ? ofReversal(result.get(), raw)
                        : ofStatus(result.get(), ReversalReference.isAboutOriginal(delivery.reference()), raw);
            } catch (CallbackParseException e) {
                return nothing(source(delivery), Meaning.UNREADABLE, e.reason().name(), raw);
            }
        }
        if (delivery.parsed(CommandTimeout.class).isPresent()) {
            return nothing(source(delivery), Meaning.NOT_KNOWN, "it waited too long inside M-PESA", raw);
        }
        String why = delivery.parseFailure()
                .map(failure -> failure.reason().name())
                .orElseGet(() -> "unexpected purpose " + delivery.purpose());
        return nothing(source(delivery), Meaning.UNREADABLE, why, raw);
    }

    private static Source source(CallbackDelivery delivery) {
        return switch (delivery.purpose()) {
            case REVERSAL_RESULT -> Source.RESULT;
            case REVERSAL_TIMEOUT, STATUS_TIMEOUT -> Source.TIMEOUT;
            default -> Source.STATUS;
        };
    }

    private static ReversalNews ofReversal(CommandResult result, byte[] raw) {
        if (result instanceof CommandResult.Succeeded succeeded) {
            ReversalReport report = ReversalReport.of(succeeded);
            return news(
                    Source.RESULT,
                    Meaning.REVERSED,
                    result,
                    report.receiptNumber().value(),
                    report.originalReceiptNumber().map(ReceiptNumber::value).orElse(null),
                    report.amount().map(Amount::shillings).orElse(null),
                    report.completedTime().orElse(null),
                    raw);
        }
        Meaning meaning = result.resultCode().value().equals(ALREADY_REVERSED)
                ? Meaning.ALREADY_REVERSED
                : result instanceof CommandResult.Failed ? Meaning.NOT_REVERSED : Meaning.NOT_KNOWN;
        return news(Source.RESULT, meaning, result, null, null, null, null, raw);
    }

    /** Of the reversal, its own end counts; of the original payment only the word that it was taken back. */
    private static ReversalNews ofStatus(CommandResult result, boolean aboutOriginal, byte[] raw) {
        if (!(result instanceof CommandResult.Succeeded succeeded)) {
            return news(Source.STATUS, Meaning.NOT_KNOWN, result, null, null, null, null, raw);
        }
        TransactionReport report = TransactionReport.of(succeeded);
        String told = report.receiptNumber().map(ReceiptNumber::value).orElse(null);
        Long amount = report.amount().map(Amount::shillings).orElse(null);
        Instant at = report.finalisedTime().orElse(null);
        if (aboutOriginal) {
            boolean reversed = result.parameter("TransactionStatus")
                    .filter(REVERSED::equalsIgnoreCase)
                    .isPresent();
            return news(
                    Source.STATUS,
                    reversed ? Meaning.REVERSED : Meaning.NOT_KNOWN,
                    result,
                    null,
                    told,
                    amount,
                    at,
                    raw);
        }
        Meaning meaning = switch (report.state()) {
            case COMPLETED -> told == null ? Meaning.NOT_KNOWN : Meaning.REVERSED;
            case CANCELLED, DECLINED, EXPIRED -> Meaning.NOT_REVERSED;
            case OPEN, UNKNOWN -> Meaning.NOT_KNOWN;
        };
        return news(Source.STATUS, meaning, result, told, null, amount, at, raw);
    }

    private static ReversalNews nothing(Source source, Meaning meaning, String why, byte[] raw) {
        return new ReversalNews(source, meaning, null, null, null, why, null, null, null, null, raw);
    }

    private static ReversalNews news(
            Source source,
            Meaning meaning,
            CommandResult result,
            @Nullable String reversalReceipt,
            @Nullable String originalReceipt,
            @Nullable Long amount,
            @Nullable Instant completedAt,
            byte[] raw) {
        // The conversation of a status answer is the question's, not the reversal's.
        boolean own = source == Source.RESULT;
        return new ReversalNews(
                source,
                meaning,
                own ? result.conversationId().map(ConversationId::value).orElse(null) : null,
                own
                        ? result.originatorConversationId()
                                .map(ConversationId::value)
                                .orElse(null)
                        : null,
                result.resultCode().value(),
                result.resultDescription(),
                reversalReceipt,
                originalReceipt,
                amount,
                completedAt,
                raw);
    }
}
