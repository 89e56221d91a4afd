package io.github.darajasdk.therapy.account.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The sign-in page, and {@code /}, which leads each user to the page of their role. */
@Controller
class HomeController {

    private final CurrentUser currentUser;

    HomeController(CurrentUser currentUser) {
        this.currentUser = currentUser;
    }

    @GetMapping("/login")
    String login() {
        return currentUser.find().isPresent() ? "redirect:/" : "account/login";
    }

    @GetMapping("/")
    String home() {
        return currentUser.find().map(HomeController::homeOf).orElse("redirect:/login");
    }

    private static String homeOf(User user) {
        return switch (user.role()) {
            case CLIENT -> "redirect:/client";
            case THERAPIST -> "redirect:/therapist";
            case ADMIN -> "redirect:/admin";
        };
    }
}
