package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.Debit;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.TextMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Books what customers pay to organisations, whatever road it came by. Called with the world's lock held. */
public final class CustomerPayments {

    /** The most shillings that any amount can say, whatever the limits are. */
    public static final long LARGEST_AMOUNT = 999_999_999;

    private final World world;

    CustomerPayments(World world) {
        this.world = world;
    }

    /**
     * What a customer wants to pay.
     *
     * @param account the bill reference, ignored for tills
     * @param checkoutRequestId the push behind it, or null
     * @param originatorConversationId the identifier of the request behind it
     */
    public record Order(
            SubscriberState payer,
            OrganisationState payee,
            long shillings,
            String account,
            @Nullable String checkoutRequestId,
            String originatorConversationId,
            Instant initiatedAt) {}

    /**
     * Moves the money, tells the customer by SMS, and reports it by C2B where the payee registered for that.
     *
     * @param thirdPartyId what the payee's validation answered, may be empty
     * @return empty if the customer does not have the money
     */
    public Optional<Transaction> pay(Order order, String thirdPartyId, Instant at) {
        String receipt = world.ids().receipt(at);
        return pay(order, receipt, thirdPartyId, at);
    }

    Optional<Transaction> pay(Order order, String receipt, String thirdPartyId, Instant at) {
        boolean till = order.payee().tillNumber().isPresent();
        Transaction transaction = new Transaction(
                receipt,
                till ? Transaction.Road.BUY_GOODS : Transaction.Road.PAY_BILL,
                order.originatorConversationId(),
                world.ids().conversationId(at),
                order.initiatedAt(),
                at,
                "Completed",
                Math.multiplyExact(order.shillings(), 100),
                order.payer().party(),
                order.payee().party(),
                order.payee().shortCode(),
                order.payer().msisdn(),
                till ? "" : order.account());
        if (!world.book().post(entry(order, transaction), debit(order, transaction))) {
            order.payer()
                    .receive(sms(
                            at,
                            "Failed. You do not have enough money in your M-PESA account to pay "
                                    + ksh(order.shillings()) + " to "
                                    + order.payee().name() + "."));
            return Optional.empty();
        }
        world.transactions().add(transaction);
        order.payer().receive(sms(at, paidText(order, transaction)));
        world.tellPayment(transaction);
        world.c2b().confirm(order.payee(), transaction, thirdPartyId);
        return Optional.of(transaction);
    }

    /**
     * Gives a customer's payment back, whole.
     *
     * @param original completed and not yet reversed
     * @param remarks one line for people
     * @return empty if the payee does not have the money
     */
    public Optional<Transaction> reverse(
            Transaction original,
            String originatorId,
            String conversationId,
            String remarks,
            Instant initiatedAt,
            Instant at) {
        SubscriberState customer = world.subscriber(String.valueOf(original.msisdn()));
        OrganisationState payee = world.organisation(original.shortCode()).orElseThrow();
        Transaction reversal = new Transaction(
                world.ids().receipt(at),
                Transaction.Road.REVERSAL,
                originatorId,
                conversationId,
                initiatedAt,
                at,
                "Completed",
                original.cents(),
                payee.party(),
                customer.party(),
                payee.shortCode(),
                customer.msisdn(),
                original.account());
        LedgerEntry entry = new LedgerEntry(
                reversal.receipt(),
                at,
                reversal.road().reasonType(),
                "Reversal of " + original.receipt() + " to " + customer.party() + ", " + remarks,
                original.receipt(),
                List.of(
                        new Posting(payee.collectionAccount(), -original.cents()),
                        new Posting(customer.account(), original.cents())));
        if (!world.book().post(entry)) {
            return Optional.empty();
        }
        world.transactions().add(reversal);
        world.transactions().reversed(original.receipt(), reversal.receipt());
        customer.receive(sms(
                at,
                reversal.receipt() + " Confirmed. Reversal of transaction " + original.receipt()
                        + " has been completed: " + ksh(original.cents() / 100) + " is back. New M-PESA balance is "
                        + ksh(customer.balance()) + "."));
        return Optional.of(reversal);
    }

    private LedgerEntry entry(Order order, Transaction transaction) {
        String who =
                Masks.middle(order.payer().msisdn()) + " - " + order.payer().name();
        String details = transaction.road() == Transaction.Road.BUY_GOODS
                ? "Customer Buy Goods Online from " + who
                : "Pay Bill from " + who + " Acc. " + order.account();
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(order.payer().account(), -transaction.cents()));
        postings.add(new Posting(order.payee().collectionAccount(), transaction.cents()));
        long charge = charge(transaction.cents());
        if (charge > 0) {
            postings.add(new Posting(order.payee().collectionAccount(), -charge));
            postings.add(new Posting(Book.FEES, charge));
        }
        return new LedgerEntry(
                transaction.receipt(),
                transaction.finalisedAt(),
                transaction.road().reasonType(),
                details,
                null,
                postings);
    }

    /** Returns what M-PESA keeps of a payment, by {@link Setting#MERCHANT_CHARGE}, in cents. */
    private long charge(long cents) {
        return cents * world.settings().get(Setting.MERCHANT_CHARGE) / 10_000;
    }

    private static Debit debit(Order order, Transaction transaction) {
        return new Debit(
                transaction.receipt(),
                order.shillings(),
                order.payer().msisdn(),
                order.checkoutRequestId(),
                order.payee().payableNumber(),
                transaction.account(),
                transaction.finalisedAt());
    }

    private static String paidText(Order order, Transaction transaction) {
        String to = transaction.road() == Transaction.Road.BUY_GOODS
                ? "paid to " + order.payee().name()
                : "sent to " + order.payee().name() + " for account " + order.account();
        return transaction.receipt() + " Confirmed. " + ksh(order.shillings()) + " " + to + " on "
                + EastAfricaTime.sms(transaction.finalisedAt()) + ". New M-PESA balance is "
                + ksh(order.payer().balance()) + ". Transaction cost, Ksh0.00.";
    }

    static String ksh(long shillings) {
        return String.format(Locale.ROOT, "Ksh%,d.00", shillings);
    }

    static TextMessage sms(Instant at, String text) {
        return new TextMessage(at, "MPESA", text);
    }
}
