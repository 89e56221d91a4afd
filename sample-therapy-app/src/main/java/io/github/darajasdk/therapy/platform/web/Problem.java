package io.github.darajasdk.therapy.platform.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Errors of the JSON interface: RFC 9457 problem details with a {@code code} that stays the same, whatever the words. */
public final class Problem {

    private Problem() {}

    /**
     * An error as the interface tells it.
     *
     * @param code upper case, for programs
     * @param detail one sentence for people, without anything secret
     */
    public static ProblemDetail of(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }

    public static ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, String detail) {
        return ResponseEntity.status(status).body(of(status, code, detail));
    }
}
