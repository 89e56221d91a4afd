package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** An administrator's first page: all sessions with their payment word. */
@Controller
class AdminController {

    private static final int SHOWN = 100;

    private final Accounts accounts;
    private final Bookings bookings;
    private final SessionCards cards;

    AdminController(Accounts accounts, Bookings bookings, SessionCards cards) {
        this.accounts = accounts;
        this.bookings = bookings;
        this.cards = cards;
    }

    @GetMapping("/admin")
    String sessions(Model model) {
        List<TherapySession> latest = accounts.therapists().stream()
                .flatMap(therapist -> bookings.ofTherapist(therapist.id()).stream())
                .sorted(Comparator.comparing(TherapySession::startsAt).reversed())
                .limit(SHOWN)
                .toList();
        model.addAttribute("cards", cards.of(latest));
        return "booking/admin";
    }
}
