package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.c2b.C2bDefault;
import io.github.darajasdk.c2b.C2bRegistration;
import io.github.darajasdk.c2b.C2bVersion;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.pull.PullPage;
import io.github.darajasdk.pull.PullQuery;
import io.github.darajasdk.pull.PullRegistration;
import io.github.darajasdk.therapy.payment.internal.DarajaLines.Line;
import io.github.darajasdk.transaction.StatusQuery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks M-PESA's own records: Pull Transactions and Transaction Status. Moves no money. */
@Component
class RecordsGateway {

    private static final Logger LOG = LoggerFactory.getLogger(RecordsGateway.class);

    private final PaymentChannels channels;

    RecordsGateway(PaymentChannels channels) {
        this.channels = channels;
    }

    boolean canPull() {
        return channels.pull().enabled();
    }

    boolean canAskStatus(Line line) {
        return channels.status() && line.callbackUrls().isPresent();
    }

    /** One page of what customers paid. Empty when M-PESA could not be asked. */
    Optional<PullPage> pull(Line line, Instant from, Instant to, int offset) {
        try {
            return Optional.of(line.client()
                    .pull()
                    .query(PullQuery.builder().from(from).to(to).offset(offset).build()));
        } catch (DarajaException e) {
            LOG.warn("the payments of {} could not be pulled: {}", line, e.getMessage());
            return Optional.empty();
        }
    }

    /** Registers the short code for Pull, which a second time changes nothing. Returns whether it is registered now. */
    boolean registerForPull(Line line) {
        String number = channels.pull().nominatedNumber();
        Optional<CallbackUrls> urls = line.callbackUrls();
        if (number == null || urls.isEmpty()) {
            return true;
        }
        try {
            line.client()
                    .pull()
                    .register(PullRegistration.builder()
                            .nominatedNumber(Msisdn.of(number))
                            .callbackUrl(urls.get().create(CallbackPurpose.PULL, line.merchant()))
                            .build());
            return true;
        } catch (DarajaException e) {
            LOG.warn("{} could not be registered for Pull: {}", line, e.getMessage());
            return false;
        }
    }

    /** Tells M-PESA where to confirm payments. Returns whether it knows now. */
    boolean registerForC2b(Line line) {
        Optional<CallbackUrls> urls = line.callbackUrls();
        if (urls.isEmpty()) {
            return true;
        }
        try {
            boolean before = line.client()
                    .c2b()
                    .register(C2bRegistration.builder()
                            .version(channels.c2b().version() == 1 ? C2bVersion.V1 : C2bVersion.V2)
                            .whenUnanswered(C2bDefault.COMPLETE)
                            .confirmationUrl(urls.get().create(CallbackPurpose.C2B_CONFIRMATION, line.merchant()))
                            .validationUrl(urls.get().create(CallbackPurpose.C2B_VALIDATION, line.merchant()))
                            .build())
                    .alreadyRegistered();
            LOG.info("{} {} registered for C2B", line, before ? "was already" : "is now");
            return true;
        } catch (DarajaException e) {
            LOG.warn("{} could not be registered for C2B: {}", line, e.getMessage());
            return false;
        }
    }

    /**
     * Asks what became of a payment. The answer is posted to us later; its address names the receipt.
     *
     * @return whether M-PESA took the question
     */
    boolean askStatus(Line line, String receipt) {
        CallbackUrls urls = line.callbackUrls().orElseThrow();
        String reference = reference(receipt);
        try {
            line.client()
                    .transactions()
                    .status(StatusQuery.builder()
                            .receiptNumber(ReceiptNumber.of(receipt))
                            .resultUrl(urls.create(CallbackPurpose.STATUS_RESULT, reference))
                            .timeoutUrl(urls.create(CallbackPurpose.STATUS_TIMEOUT, reference))
                            .build());
            return true;
        } catch (DarajaException e) {
            LOG.info("M-PESA could not be asked about {}: {}", receipt, e.getMessage());
            return false;
        }
    }

    /** A receipt as part of an address: hexadecimal digits, which spell no word that M-PESA refuses. */
    static String reference(String receipt) {
        return HexFormat.of().formatHex(receipt.getBytes(StandardCharsets.US_ASCII));
    }

    /** The receipt that an address of ours names; empty when it names none. */
    static Optional<String> receipt(String reference) {
        if (!reference.matches("(?:[0-9a-f]{2}){8,12}")) {
            return Optional.empty();
        }
        return Optional.of(new String(HexFormat.of().parseHex(reference), StandardCharsets.US_ASCII))
                .filter(receipt -> receipt.matches("[A-Z0-9]{8,12}"));
    }
}
