package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionRequest;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.platform.web.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A client asks for a session: with whom, when, at what price. */
@Controller
class BookingController {

    private static final Duration LENGTH = Duration.ofMinutes(60);

    private final CurrentUser currentUser;
    private final Accounts accounts;
    private final Bookings bookings;
    private final PriceList priceList;
    private final Clock clock;

    BookingController(CurrentUser currentUser, Accounts accounts, Bookings bookings, PriceList priceList, Clock clock) {
        this.currentUser = currentUser;
        this.accounts = accounts;
        this.bookings = bookings;
        this.priceList = priceList;
        this.clock = clock;
    }

    @GetMapping("/client/book")
    ModelAndView form() {
        return page(BookingForm.empty(), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/client/book")
    ModelAndView book(BookingForm form) {
        Map<String, String> errors =
                form.errors(accounts.therapists().stream().map(User::id).toList(), clock.instant());
        if (!errors.isEmpty()) {
            return page(form, errors, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            TherapySession session = bookings.request(new SessionRequest(
                    currentUser.require().id(), form.therapistId().orElseThrow(), form.startsAt(), LENGTH));
            return new ModelAndView("redirect:/client/sessions/" + session.id());
        } catch (SessionStateException taken) {
            return page(form, Map.of("time", "book.error.taken"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(BookingForm form, Map<String, String> errors, HttpStatus status) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Moments.NAIROBI);
        ModelAndView page = new ModelAndView("booking/book", status);
        page.addObject("form", form);
        page.addObject("errors", errors);
        page.addObject("offers", offers());
        page.addObject("minutes", LENGTH.toMinutes());
        page.addObject("times", BookingForm.TIMES);
        page.addObject("firstDay", today);
        page.addObject("lastDay", today.plusDays(BookingForm.DAYS_AHEAD));
        return page;
    }

    private List<Offer> offers() {
        return accounts.therapists().stream()
                .map(therapist -> new Offer(therapist, priceList.price(therapist.id(), LENGTH)))
                .toList();
    }

    /** A therapist and what a session with them costs. */
    record Offer(User therapist, Money price) {}
}
