package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.platform.web.Moments;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A therapist's day: who comes, who asks, who has paid. */
@Controller
class TherapistController {

    private static final int LONGEST_REASON = 200;

    private final CurrentUser currentUser;
    private final Bookings bookings;
    private final OwnSessions ownSessions;
    private final SessionCards cards;
    private final LiveUpdates liveUpdates;
    private final Moments moments;
    private final Clock clock;

    TherapistController(
            CurrentUser currentUser,
            Bookings bookings,
            OwnSessions ownSessions,
            SessionCards cards,
            LiveUpdates liveUpdates,
            Moments moments,
            Clock clock) {
        this.currentUser = currentUser;
        this.bookings = bookings;
        this.ownSessions = ownSessions;
        this.cards = cards;
        this.liveUpdates = liveUpdates;
        this.moments = moments;
        this.clock = clock;
    }

    @GetMapping("/therapist")
    String dashboard(Model model) {
        fillDashboard(model);
        return "booking/therapist";
    }

    /** The live part of the page, or 204 when the reader has it already. */
    @GetMapping("/therapist/board")
    Object board(@RequestParam(defaultValue = "") String seen, Model model) {
        fillDashboard(model);
        return seen.equals(model.getAttribute("seen"))
                ? ResponseEntity.noContent().build()
                : "booking/therapist :: board";
    }

    @GetMapping("/therapist/live")
    SseEmitter live() {
        UserId me = currentUser.require().id();
        return liveUpdates.stream(SessionTopics.of("therapist:" + me, bookings.ofTherapist(me)));
    }

    @PostMapping("/therapist/sessions/{id}/approve")
    String approve(@PathVariable String id, RedirectAttributes redirect) {
        return change(id, redirect, bookings::approve);
    }

    @PostMapping("/therapist/sessions/{id}/decline")
    String decline(
            @PathVariable String id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        String shortened = reason.strip();
        String kept = shortened.substring(0, Math.min(shortened.length(), LONGEST_REASON));
        return change(id, redirect, (session, therapist) -> bookings.decline(session, therapist, kept));
    }

    @PostMapping("/therapist/sessions/{id}/cancel")
    String cancel(@PathVariable String id, RedirectAttributes redirect) {
        return change(id, redirect, bookings::cancel);
    }

    private String change(String id, RedirectAttributes redirect, BiConsumer<SessionId, UserId> change) {
        SessionId session = ownSessions.ofTherapist(id).id();
        try {
            change.accept(session, currentUser.require().id());
        } catch (SessionStateException e) {
            redirect.addFlashAttribute("notice", "session.notice.moved-on");
        }
        return "redirect:/therapist";
    }

    private void fillDashboard(Model model) {
        TherapistDashboard dashboard = TherapistDashboard.of(
                cards.of(bookings.ofTherapist(currentUser.require().id())), clock.instant(), moments);
        model.addAttribute("dashboard", dashboard);
        model.addAttribute("seen", Integer.toHexString(dashboard.toString().hashCode()));
    }
}
