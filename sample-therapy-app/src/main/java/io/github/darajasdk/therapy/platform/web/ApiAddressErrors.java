package io.github.darajasdk.therapy.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Calls of the JSON interface that no operation answers to. The same on a page is the page's affair. */
@ControllerAdvice
class ApiAddressErrors {

    private static final String API = "/api/";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(NoResourceFoundException missing, HttpServletRequest request)
            throws NoResourceFoundException {
        if (!isApi(request)) {
            throw missing;
        }
        return Problem.answer(HttpStatus.NOT_FOUND, "NOT_FOUND", "there is no operation at this address");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> method(HttpRequestMethodNotSupportedException other, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        if (!isApi(request)) {
            throw other;
        }
        Set<HttpMethod> possible = Objects.requireNonNullElse(other.getSupportedHttpMethods(), Set.of());
        return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                .allow(possible.toArray(HttpMethod[]::new))
                .body(Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "METHOD_NOT_ALLOWED",
                        "this address does not take " + other.getMethod() + "; see the header Allow"));
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + API);
    }
}
