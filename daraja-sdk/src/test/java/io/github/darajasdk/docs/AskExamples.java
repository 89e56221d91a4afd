package io.github.darajasdk.docs;

import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.account.BalanceQuery;
import io.github.darajasdk.callback.BalanceReport;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.CommandResult;
import io.github.darajasdk.callback.TransactionReport;
import io.github.darajasdk.organisation.Organisation;
import io.github.darajasdk.subscriber.Imsi;
import io.github.darajasdk.subscriber.SimSwap;
import io.github.darajasdk.transaction.StatusQuery;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;

/** Asking without moving money, as the pages show it. */
final class AskExamples {

    private AskExamples() {}

    static CommandAccepted status(
            DarajaClient daraja, CallbackUrls callbackUrls, ConversationId conversationId, String questionId) {
        // docs: begin transaction-status
        CommandAccepted asked = daraja.transactions()
                .status(StatusQuery.builder()
                        .originalConversationId(conversationId) // or .receiptNumber(…)
                        .resultUrl(callbackUrls.create(CallbackPurpose.STATUS_RESULT, questionId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.STATUS_TIMEOUT, questionId))
                        .build());
        // docs: end transaction-status
        return asked;
    }

    static String statusResult(byte[] body) {
        // docs: begin transaction-status-result
        CommandResult result = CallbackParser.create().parseResult(CallbackPurpose.STATUS_RESULT, body);
        if (!(result instanceof CommandResult.Succeeded succeeded)) {
            return "the question failed, the payment is as open as before: " + result.resultCode();
        }
        return switch (TransactionReport.of(succeeded).state()) {
            case COMPLETED -> "the money moved";
            case CANCELLED, DECLINED, EXPIRED -> "it did not, and it will not";
            case OPEN, UNKNOWN -> "ask again later";
        };
        // docs: end transaction-status-result
    }

    static CommandAccepted balance(DarajaClient daraja, CallbackUrls callbackUrls, String questionId) {
        // docs: begin balance
        CommandAccepted asked = daraja.accounts()
                .balance(BalanceQuery.builder()
                        .resultUrl(callbackUrls.create(CallbackPurpose.BALANCE_RESULT, questionId))
                        .timeoutUrl(callbackUrls.create(CallbackPurpose.BALANCE_TIMEOUT, questionId))
                        .build());
        // docs: end balance
        return asked;
    }

    static Optional<BigDecimal> balanceResult(byte[] body) {
        // docs: begin balance-result
        CommandResult result = CallbackParser.create().parseResult(CallbackPurpose.BALANCE_RESULT, body);
        Optional<BigDecimal> forPayouts = Optional.empty();
        if (result instanceof CommandResult.Succeeded succeeded) {
            forPayouts = BalanceReport.of(succeeded).account("Utility Account").map(BalanceReport.Account::available);
        }
        // docs: end balance-result
        return forPayouts;
    }

    static Optional<String> organisation(DarajaClient daraja) {
        // docs: begin organisation
        Optional<String> name =
                daraja.organisations().lookUp(PartyType.SHORT_CODE, "888880").map(Organisation::name);
        // docs: end organisation
        return name;
    }

    static boolean swappedSince(DarajaClient daraja, LocalDateTime since) {
        // docs: begin sim-swap
        SimSwap swap = daraja.subscribers().simSwap(Msisdn.parse("0708 374 149"));
        boolean isRecent =
                swap.lastSwap().filter(moment -> moment.isAfter(since)).isPresent();
        // docs: end sim-swap
        return isRecent;
    }

    static boolean changedHands(DarajaClient daraja, String rememberedImsiHash) {
        // docs: begin imsi
        Imsi imsi = daraja.subscribers().imsi(Msisdn.parse("0708 374 149"));
        boolean hasAnotherSim = !imsi.imsiHash().equals(rememberedImsiHash);
        // docs: end imsi
        return hasAnotherSim;
    }
}
