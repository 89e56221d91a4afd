package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.RetryRule;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.stk.StkQueryResult;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.DarajaLines.Line;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one class that talks to M-PESA. Turns the SDK's answers into evidence; decides nothing. */
@Component
class DarajaGateway {

    private static final Logger LOG = LoggerFactory.getLogger(DarajaGateway.class);

    /** Shown in the prompt: at most 13 characters, and nothing personal. */
    private static final String BUSINESS = "Smiling Steps";

    private static final String SUBSCRIBER_LOCKED = "1001";

    private final DarajaLines lines;
    private final PaymentMode mode;
    private final QueryPace pace;

    DarajaGateway(DarajaLines lines, PaymentMode mode, QueryPace pace) {
        this.lines = lines;
        this.mode = mode;
        this.pace = pace;
    }

    /** The number in M-PESA's form, if what was typed is a Kenyan mobile number. */
    Optional<String> phoneNumber(String typed) {
        return Msisdn.tryParse(typed).map(Msisdn::value);
    }

    /** Whether new payments go to this environment and merchant. What is open elsewhere is still asked for. */
    boolean serves(PaymentEnvironment environment, String merchant) {
        return environment == mode.environment() && merchant.equals(mode.merchant());
    }

    /** Whether M-PESA can be asked about rows of this environment and merchant, also when none are made there now. */
    boolean canAsk(PaymentEnvironment environment, String merchant) {
        return lines.find(environment, merchant).isPresent();
    }

    /** Sends the push, once. Never throws for anything M-PESA or the network did: that is evidence too. */
    NewEvidence push(AttemptRow attempt) {
        Line line = lines.find(attempt.environment(), attempt.merchant())
                .orElseThrow(() -> new IllegalStateException("no client for " + attempt));
        CallbackUrls callbackUrls = line.callbackUrls().orElseThrow();
        StkPushRequest request = StkPushRequest.builder()
                .phoneNumber(Msisdn.of(attempt.phone()))
                .amount(Amount.kes(attempt.amount().shillings()))
                .accountReference(AccountReference.of(attempt.accountReference()))
                .description(BUSINESS)
                .callbackUrl(callbackUrls.create(CallbackPurpose.STK, reference(attempt.id())))
                .build();
        try {
            StkPushAccepted accepted = line.client().stk().push(request);
            return NewEvidence.answer(
                    EvidenceSource.PUSH_ANSWER,
                    EvidenceMeaning.ACCEPTED,
                    accepted.checkoutRequestId().value(),
                    accepted.merchantRequestId().value(),
                    null,
                    null,
                    accepted.rawBody());
        } catch (DarajaException e) {
            LOG.warn("push for {} ended without an acceptance [{}]: {}", attempt, e.delivery(), e.getMessage());
            return notAccepted(e);
        }
    }

    private static NewEvidence notAccepted(DarajaException e) {
        boolean locked = e.apiError().filter(DarajaGateway::isSubscriberLocked).isPresent();
        EvidenceMeaning meaning = locked
                ? EvidenceMeaning.REFUSED
                : switch (e.delivery()) {
                    case NOT_SENT -> EvidenceMeaning.NOT_TAKEN;
                    case REJECTED -> EvidenceMeaning.REFUSED;
                    case UNKNOWN -> EvidenceMeaning.NO_ANSWER;
                };
        String code =
                locked ? SUBSCRIBER_LOCKED : e.apiError().map(ApiError::code).orElse(null);
        return NewEvidence.answer(
                EvidenceSource.PUSH_ANSWER,
                meaning,
                null,
                null,
                code,
                e.apiError().map(ApiError::message).orElse(null),
                e.responseBody().orElseGet(() -> e.getClass().getSimpleName() + ": " + e.getMessage()));
    }

    /** Another prompt or menu is open on the phone; M-PESA says the same as code 1001 when it finds out later. */
    private static boolean isSubscriberLocked(ApiError error) {
        return error.code().equals("500.001.1001") && error.message().startsWith("Unable to lock subscriber");
    }

    /**
     * Asks how a prompt of an attempt stands, the M-PESA that the attempt was made with. Empty when it could not be asked:
     * no answer is no evidence.
     */
    Optional<NewEvidence> query(AttemptRow attempt, String checkoutRequestId) {
        Optional<Line> line = lines.find(attempt.environment(), attempt.merchant());
        if (line.isEmpty()) {
            LOG.warn("{} cannot be asked about: its M-PESA is not configured any more", attempt);
            return Optional.empty();
        }
        if (!pace.mayAsk()) {
            return Optional.empty();
        }
        StkQueryResult result;
        try {
            result = line.get().client().stk().query(CheckoutRequestId.of(checkoutRequestId));
            pace.answered();
        } catch (DarajaThrottledException e) {
            pace.throttled();
            return Optional.empty();
        } catch (DarajaException e) {
            LOG.info("M-PESA could not be asked: {}", e.getMessage());
            return Optional.empty();
        }
        EvidenceMeaning meaning;
        Optional<ResultCode> code;
        if (result instanceof StkQueryResult.Paid paid) {
            meaning = EvidenceMeaning.PAID;
            code = Optional.of(paid.resultCode());
        } else if (result instanceof StkQueryResult.NotPaid notPaid) {
            meaning = EvidenceMeaning.NOT_PAID;
            code = Optional.of(notPaid.resultCode());
        } else {
            code = ((StkQueryResult.Unresolved) result).resultCode();
            meaning = code.map(DarajaGateway::unresolved).orElse(EvidenceMeaning.PENDING);
        }
        return Optional.of(NewEvidence.answer(
                EvidenceSource.QUERY,
                meaning,
                checkoutRequestId,
                null,
                code.map(ResultCode::value).orElse(null),
                result.resultDescription(),
                result.rawBody()));
    }

    /** What a callback says, as evidence. */
    NewEvidence read(StkCallback callback, byte[] rawBody) {
        EvidenceMeaning meaning;
        String receipt = null;
        Long amount = null;
        StkCallback.Paid paid = callback instanceof StkCallback.Paid is ? is : null;
        if (paid != null) {
            meaning = EvidenceMeaning.PAID;
            receipt = paid.receiptNumber().value();
            amount = paid.amount().shillings();
        } else if (callback instanceof StkCallback.NotPaid) {
            meaning = EvidenceMeaning.NOT_PAID;
        } else {
            meaning = unresolved(callback.resultCode());
        }
        return new NewEvidence(
                EvidenceSource.CALLBACK,
                NewEvidence.PAYMENT_TOKEN,
                meaning,
                callback.checkoutRequestId().value(),
                callback.merchantRequestId().value(),
                callback.resultCode().value(),
                callback.resultDescription(),
                receipt,
                null,
                amount,
                paid == null ? null : paid.phoneNumber().orElse(null),
                null,
                paid == null ? null : paid.transactionTime().orElse(null),
                rawBody);
    }

    private static EvidenceMeaning unresolved(ResultCode code) {
        return code.finality() == ResultFinality.SOFT ? EvidenceMeaning.NOT_PAID_SOFT : EvidenceMeaning.PENDING;
    }

    /** How long after a failure a new push makes sense; empty when the merchant has to mend something first. */
    Optional<Duration> retryAfter(String code) {
        ResultCode known = ResultCode.stk(code);
        RetryRule rule = known.retryRule();
        return switch (rule.kind()) {
            case NOW -> Optional.of(Duration.ZERO);
            case AFTER -> Optional.of(rule.delay());
            // The payer's number or account is the trouble: another number may do.
            case OTHER_AMOUNT, NEVER ->
                switch (known.category()) {
                    case MERCHANT_CONFIGURATION -> Optional.empty();
                    default -> Optional.of(Duration.ZERO);
                };
        };
    }

    /** Whether the catalogue of result codes has a sentence of its own for a code. */
    boolean isKnown(String code) {
        return ResultCode.stk(code).known();
    }

    String customerMessage(String code, Locale locale) {
        return ResultCode.stk(code).customerMessage(locale);
    }

    /** The part of a callback URL that names the attempt: hexadecimal digits, which spell no word M-PESA refuses. */
    static String reference(AttemptId id) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(id.value().getMostSignificantBits())
                + hex.toHexDigits(id.value().getLeastSignificantBits());
    }

    /** The attempt named by a reference; empty when it is none of ours. */
    static Optional<AttemptId> attempt(String reference) {
        if (!reference.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        return Optional.of(new AttemptId(new UUID(
                HexFormat.fromHexDigitsToLong(reference, 0, 16), HexFormat.fromHexDigitsToLong(reference, 16, 32))));
    }
}
