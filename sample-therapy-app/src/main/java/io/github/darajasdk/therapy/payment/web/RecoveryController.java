package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.payment.Recovery;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An administrator's page while money is held back after a restore. */
@Controller
@RequestMapping("/admin/recovery")
class RecoveryController {

    private final CurrentUser currentUser;
    private final Recovery recovery;

    RecoveryController(CurrentUser currentUser, Recovery recovery) {
        this.currentUser = currentUser;
        this.recovery = recovery;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("gap", recovery.current().orElse(null));
        return "payment/recovery";
    }

    @PostMapping("/end")
    String end(@RequestParam(defaultValue = "") String why, RedirectAttributes redirect) {
        if (why.isBlank()) {
            redirect.addFlashAttribute("notice", "recovery.reason-missing");
        } else {
            recovery.end(currentUser.require().id(), why);
        }
        return "redirect:/admin/recovery";
    }
}
