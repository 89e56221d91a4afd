package io.github.darajasdk.therapy.account.web;

import io.github.darajasdk.therapy.account.ApiAccess;
import io.github.darajasdk.therapy.account.SignInRefusedException;
import io.github.darajasdk.therapy.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to, and out of, the JSON interface. */
@RestController
@RequestMapping("/api/auth")
class ApiSignInController {

    private final ApiAccess access;

    ApiSignInController(ApiAccess access) {
        this.access = access;
    }

    @PostMapping("/login")
    ResponseEntity<Signed> login(@RequestBody Credentials credentials, HttpServletRequest request) {
        ApiAccess.Grant grant = access.signIn(
                credentials.email() == null ? "" : credentials.email(),
                credentials.password() == null ? "" : credentials.password(),
                request.getRemoteAddr());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Signed(grant.token(), "Bearer", grant.expiresAt()));
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout() {
        access.signOut();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(SignInRefusedException refused) {
        return refused.tooManyTries()
                ? Problem.answer(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_TRIES", String.valueOf(refused.getMessage()))
                : Problem.answer(HttpStatus.UNAUTHORIZED, "SIGN_IN_FAILED", String.valueOf(refused.getMessage()));
    }

    record Credentials(@Nullable String email, @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    record Signed(String token, String type, Instant expiresAt) {}
}
