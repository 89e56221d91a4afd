package io.github.darajasdk.therapy.reconciliation.refund.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundStep;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Refunds that wait for people, the page of each, and what an administrator may do about it. */
@Controller
@RequestMapping("/admin/refunds")
class RefundsController {

    private final CurrentUser currentUser;
    private final Accounts accounts;
    private final Bookings bookings;
    private final ReceiptBook receipts;
    private final Refunds refunds;

    RefundsController(
            CurrentUser currentUser, Accounts accounts, Bookings bookings, ReceiptBook receipts, Refunds refunds) {
        this.currentUser = currentUser;
        this.accounts = accounts;
        this.bookings = bookings;
        this.receipts = receipts;
        this.refunds = refunds;
    }

    @GetMapping
    String list(Model model) {
        List<Refund> open = refunds.open();
        List<Refund> over = refunds.over();
        Map<SessionId, TherapySession> sessions = bookings.findAll(Stream.concat(open.stream(), over.stream())
                .flatMap(refund -> refund.session().stream())
                .distinct()
                .toList());
        Map<UserId, User> clients = accounts.findAll(sessions.values().stream()
                .map(TherapySession::clientId)
                .distinct()
                .toList());
        Map<String, String> names = new HashMap<>();
        sessions.forEach((id, session) -> names.put(
                id.toString(),
                clients.containsKey(session.clientId())
                        ? clients.get(session.clientId()).displayName()
                        : "–"));
        model.addAttribute("openRefunds", open);
        model.addAttribute("overRefunds", over);
        model.addAttribute("clients", names);
        return "reconciliation/refunds";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model) {
        Refund refund = find(id);
        List<RefundStep> history = refunds.history(refund.id());
        Set<UserId> named = new HashSet<>();
        history.forEach(step -> step.by().ifPresent(named::add));
        refund.approvedBy().ifPresent(named::add);
        Map<String, String> names = new HashMap<>();
        accounts.findAll(named).forEach((user, found) -> names.put(user.toString(), found.displayName()));
        model.addAttribute("refund", refund);
        model.addAttribute("booked", refund.session().flatMap(bookings::find).orElse(null));
        model.addAttribute(
                "proven",
                receipts.find(refund.environment(), refund.receipt())
                        .filter(BookedReceipt::seenInMpesasRecords)
                        .isPresent());
        model.addAttribute("history", history);
        model.addAttribute("names", names);
        model.addAttribute("me", currentUser.require());
        return "reconciliation/refund";
    }

    @PostMapping("/{id}/approve")
    String approve(@PathVariable String id, RedirectAttributes redirect) {
        return step(id, redirect, refunds::approve);
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (refund, by) -> refunds.withdraw(refund, by, why));
    }

    @PostMapping("/{id}/found-reversed")
    String foundReversed(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes redirect) {
        String typed = receipt.strip().toUpperCase(Locale.ROOT);
        return step(id, redirect, (refund, by) -> refunds.foundReversed(refund, typed, by, why));
    }

    @PostMapping("/{id}/found-not-reversed")
    String foundNotReversed(
            @PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (refund, by) -> refunds.foundNotReversed(refund, by, why));
    }

    @PostMapping("/{id}/by-hand")
    String byHand(@PathVariable String id, @RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        return step(id, redirect, (refund, by) -> refunds.paidByHand(refund, by, why));
    }

    private String step(String id, RedirectAttributes redirect, BiConsumer<RefundId, UserId> step) {
        Refund refund = find(id);
        try {
            step.accept(refund.id(), currentUser.require().id());
        } catch (RefundRefusedException refused) {
            redirect.addFlashAttribute("notice", "refund.refused." + refused.reason());
        }
        return "redirect:/admin/refunds/" + refund.id();
    }

    private Refund find(String id) {
        try {
            if (id.length() == 36) {
                return refunds.find(new RefundId(UUID.fromString(id))).orElseThrow(PageNotFoundException::new);
            }
        } catch (IllegalArgumentException notAnId) {
            // no such page
        }
        throw new PageNotFoundException();
    }
}
