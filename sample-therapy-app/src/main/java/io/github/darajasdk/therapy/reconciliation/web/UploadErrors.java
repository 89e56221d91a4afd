package io.github.darajasdk.therapy.reconciliation.web;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A statement that is too large never reaches its controller. */
@ControllerAdvice
class UploadErrors {

    @ExceptionHandler
    String tooLarge(MaxUploadSizeExceededException large, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "recon.upload.too-large");
        return "redirect:/admin/reconciliation/statements";
    }
}
