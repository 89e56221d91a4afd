package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.StatementImport;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import io.github.darajasdk.therapy.reconciliation.StatementUpload;
import io.github.darajasdk.therapy.reconciliation.StatementUploads;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Statements of M-PESA's portal: handing one in, seeing what was recognised, importing it, and what was imported. */
@Controller
@RequestMapping("/admin/reconciliation/statements")
class StatementsController {

    private static final int LISTED = 20;
    private static final int PREVIEWED = 10;

    private final CurrentUser currentUser;
    private final StatementImport statements;
    private final StatementUploads uploads;
    private final PaymentMode books;

    StatementsController(
            CurrentUser currentUser, StatementImport statements, StatementUploads uploads, PaymentMode books) {
        this.currentUser = currentUser;
        this.statements = statements;
        this.uploads = uploads;
        this.books = books;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("imports", statements.imports(books, LISTED));
        model.addAttribute("books", books);
        return "reconciliation/statements";
    }

    /** Keeps the file and leads to its preview. Nothing is imported yet. */
    @PostMapping
    String upload(@RequestParam Optional<MultipartFile> file, RedirectAttributes redirect) throws IOException {
        if (file.isEmpty() || file.get().isEmpty()) {
            redirect.addFlashAttribute("notice", "recon.upload.missing");
            return "redirect:/admin/reconciliation/statements";
        }
        String name = Optional.ofNullable(file.get().getOriginalFilename()).orElse("");
        try (InputStream content = file.get().getInputStream()) {
            StatementUpload upload =
                    uploads.keep(name, content, currentUser.require().id());
            return "redirect:/admin/reconciliation/statements/" + upload.id();
        }
    }

    @GetMapping("/{id}")
    String preview(@PathVariable String id, Model model) {
        StatementUpload upload = find(id);
        model.addAttribute("upload", upload);
        model.addAttribute("books", books);
        try {
            model.addAttribute("preview", uploads.preview(upload, PREVIEWED));
        } catch (StatementRefusedException unreadable) {
            model.addAttribute("unreadable", unreadable.getMessage());
        }
        return "reconciliation/statement";
    }

    @PostMapping("/{id}/import")
    String importStatement(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") String filtered,
            RedirectAttributes redirect) {
        StatementUpload upload = find(id);
        BalanceBreaks breaks = filtered.equals("true") ? BalanceBreaks.NOTE : BalanceBreaks.REFUSE;
        StatementImported imported;
        try {
            imported = uploads.importUpload(
                    upload, books, breaks, currentUser.require().id());
        } catch (StatementRefusedException refused) {
            redirect.addFlashAttribute("refusedImport", refused.getMessage());
            return "redirect:/admin/reconciliation/statements/" + upload.id();
        }
        redirect.addFlashAttribute("imported", imported);
        redirect.addFlashAttribute("from", LocalDate.ofInstant(imported.period().from(), Period.EAST_AFRICA));
        // The end is exclusive.
        redirect.addFlashAttribute(
                "to", LocalDate.ofInstant(imported.period().to().minusMillis(1), Period.EAST_AFRICA));
        return "redirect:/admin/reconciliation/statements";
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable String id) {
        uploads.discard(find(id));
        return "redirect:/admin/reconciliation/statements";
    }

    private StatementUpload find(String id) {
        try {
            return uploads.find(UUID.fromString(id)).orElseThrow(PageNotFoundException::new);
        } catch (IllegalArgumentException notAnId) {
            throw new PageNotFoundException();
        }
    }
}
