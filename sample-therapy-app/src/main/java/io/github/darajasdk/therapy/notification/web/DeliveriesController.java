package io.github.darajasdk.therapy.notification.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.notification.Outbox;
import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.notification.webhook.Webhooks;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What leaves the application: by which ways, what did not arrive, and having it sent again. For administrators. */
@Controller
@RequestMapping("/admin/deliveries")
class DeliveriesController {

    private final CurrentUser currentUser;
    private final Outbox outbox;
    private final Webhooks webhooks;

    DeliveriesController(CurrentUser currentUser, Outbox outbox, Webhooks webhooks) {
        this.currentUser = currentUser;
        this.outbox = outbox;
        this.webhooks = webhooks;
    }

    /** @param show a state; whatever is none shows them all */
    @GetMapping
    String page(@RequestParam(defaultValue = "") String show, Model model) {
        Optional<DeliveryState> state = named(DeliveryState.values(), show);
        model.addAttribute("open", outbox.open());
        model.addAttribute("aside", outbox.setAside());
        model.addAttribute("endpoints", webhooks.endpoints());
        model.addAttribute("deliveries", webhooks.deliveries(state));
        model.addAttribute("counts", webhooks.counts());
        model.addAttribute("states", DeliveryState.values());
        model.addAttribute("show", state.map(Enum::name).orElse(""));
        return "notification/deliveries";
    }

    @PostMapping("/test")
    String test(RedirectAttributes redirect) {
        outbox.sendTest(currentUser.require().id());
        webhooks.sendTest();
        return back(redirect, "deliveries.test-sent");
    }

    @PostMapping("/replay")
    String replay(@RequestParam String message, @RequestParam String endpoint, RedirectAttributes redirect) {
        return back(redirect, replayed(webhooks.replay(uuid(message), endpoint)));
    }

    @PostMapping("/set-aside/replay")
    String replaySetAside(@RequestParam String medium, @RequestParam String message, RedirectAttributes redirect) {
        Medium way = named(Medium.values(), medium).orElseThrow(PageNotFoundException::new);
        return back(redirect, replayed(outbox.replay(way, uuid(message))));
    }

    @PostMapping("/endpoints/{name}/enable")
    String enable(@PathVariable String name, RedirectAttributes redirect) {
        webhooks.enable(name);
        return back(redirect, "deliveries.enabled");
    }

    private static String replayed(boolean begun) {
        return begun ? "deliveries.replayed" : "deliveries.not-replayed";
    }

    private static String back(RedirectAttributes redirect, String notice) {
        redirect.addFlashAttribute("notice", notice);
        return "redirect:/admin/deliveries";
    }

    private static <T extends Enum<T>> Optional<T> named(T[] values, String name) {
        return Stream.of(values).filter(value -> value.name().equals(name)).findFirst();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new PageNotFoundException();
        }
    }
}
