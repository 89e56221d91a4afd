package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.review.EvidenceFile;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.payment.review.Timeline;
import io.github.darajasdk.therapy.reconciliation.AutomaticResolution;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.MpesaRecords;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts together what the page of an item shows. */
@Component
class ItemPages {

    private final Accounts accounts;
    private final Bookings bookings;
    private final MpesaRecords records;
    private final EvidenceFile file;
    private final PaymentCases cases;
    private final Refunds refunds;
    private final AutomaticResolution resolutions;

    ItemPages(
            Accounts accounts,
            Bookings bookings,
            MpesaRecords records,
            EvidenceFile file,
            PaymentCases cases,
            Refunds refunds,
            AutomaticResolution resolutions) {
        this.accounts = accounts;
        this.bookings = bookings;
        this.records = records;
        this.file = file;
        this.cases = cases;
        this.refunds = refunds;
        this.resolutions = resolutions;
    }

    ItemPage page(Run run, Item item) {
        PaymentEnvironment environment = run.books().environment();
        Optional<SessionId> session = item.ours().flatMap(Item.OurSide::session);
        Optional<TherapySession> booked = session.flatMap(bookings::find);
        Optional<String> ourReceipt = item.ours().flatMap(Item.OurSide::receipt);
        Optional<String> receipt = ourReceipt.or(() -> item.mpesa().map(Item.MpesaSide::receipt));
        List<String> receipts = Stream.concat(receipt.stream(), item.mpesa().map(Item.MpesaSide::receipt).stream())
                .distinct()
                .toList();
        return new ItemPage(
                run,
                item,
                booked,
                booked.map(TherapySession::clientId).flatMap(accounts::find).map(User::displayName),
                item.ours().flatMap(Item.OurSide::attempt).flatMap(file::ours),
                receipts.stream()
                        .flatMap(one -> records.of(environment, one).stream())
                        .distinct()
                        .toList(),
                cases.about(environment, session, receipt),
                receipt.flatMap(one -> refunds.ofReceipt(environment, one)),
                resolutions.of(run.id()).stream()
                        .filter(one -> one.number() == item.number())
                        .findFirst(),
                Timeline.of(
                        file.about(environment, session, receipt),
                        session.map(file::steps).orElse(List.of())));
    }
}
