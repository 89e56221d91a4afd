package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A client's own sessions: the first page, one session, calling it off. */
@Controller
class ClientController {

    private final CurrentUser currentUser;
    private final Bookings bookings;
    private final OwnSessions ownSessions;
    private final SessionCards cards;
    private final LiveUpdates liveUpdates;
    private final CalendarFile calendarFile;
    private final Clock clock;

    ClientController(
            CurrentUser currentUser,
            Bookings bookings,
            OwnSessions ownSessions,
            SessionCards cards,
            LiveUpdates liveUpdates,
            CalendarFile calendarFile,
            Clock clock) {
        this.currentUser = currentUser;
        this.bookings = bookings;
        this.ownSessions = ownSessions;
        this.cards = cards;
        this.liveUpdates = liveUpdates;
        this.calendarFile = calendarFile;
        this.clock = clock;
    }

    @GetMapping("/client")
    String dashboard(Model model) {
        fillDashboard(model);
        return "booking/client";
    }

    /** The live part of the page, or 204 when the reader has it already. */
    @GetMapping("/client/board")
    Object board(@RequestParam(defaultValue = "") String seen, Model model) {
        fillDashboard(model);
        return seen.equals(model.getAttribute("seen"))
                ? ResponseEntity.noContent().build()
                : "booking/client :: board";
    }

    @GetMapping("/client/live")
    SseEmitter live() {
        UserId me = currentUser.require().id();
        return liveUpdates.stream(SessionTopics.of("client:" + me, bookings.ofClient(me)));
    }

    @GetMapping("/client/sessions/{id}")
    String session(@PathVariable String id, Model model) {
        model.addAttribute("card", cards.of(ownSessions.ofClient(id)));
        return "booking/session";
    }

    @PostMapping("/client/sessions/{id}/cancel")
    String cancel(@PathVariable String id, RedirectAttributes redirect) {
        TherapySession session = ownSessions.ofClient(id);
        try {
            bookings.cancel(session.id(), currentUser.require().id());
        } catch (SessionStateException e) {
            redirect.addFlashAttribute("notice", "session.notice.moved-on");
        }
        return "redirect:/client/sessions/" + session.id();
    }

    @GetMapping("/client/sessions/{id}/calendar.ics")
    ResponseEntity<byte[]> calendar(@PathVariable String id) {
        TherapySession session = ownSessions.ofClient(id);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"smiling-steps.ics\"")
                .body(calendarFile.of(session).getBytes(StandardCharsets.UTF_8));
    }

    private void fillDashboard(Model model) {
        ClientDashboard dashboard = ClientDashboard.of(
                cards.of(bookings.ofClient(currentUser.require().id())), clock.instant());
        model.addAttribute("dashboard", dashboard);
        model.addAttribute("seen", Integer.toHexString(dashboard.toString().hashCode()));
    }
}
