package io.github.darajasdk.spring.web;

import io.github.darajasdk.callback.CallbackAck;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackVerdict;
import io.github.darajasdk.spi.DarajaEventListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * The endpoint that M-PESA calls. Answers every request below its path itself; nothing behind it sees one.
 *
 * <p>A filter, and an early one, for two reasons: no other filter has read the body, which is the only copy, before; and
 * the application's login and cross-site rules do not apply to a caller that cannot log in. What authenticates a callback
 * is its address.
 */
public final class DarajaCallbackFilter implements Filter {

    private static final Logger log = LoggerFactory.getLogger(DarajaCallbackFilter.class);
    /** Key of the logging context that carries a callback's reference while it is handled. */
    public static final String MDC_REFERENCE = "daraja.reference";

    /** Key of the logging context that carries the word of a callback's purpose while it is handled. */
    public static final String MDC_PURPOSE = "daraja.purpose";

    private static final String SEGMENT = "/cb/";
    private static final Map<Integer, byte[]> BODIES = Map.of(
            400, json("Bad Request"),
            403, json("Forbidden"),
            404, json("Not Found"),
            405, json("Method Not Allowed"),
            408, json("Request Timeout"),
            413, json("Content Too Large"),
            415, json("Unsupported Media Type"),
            503, json("Service Unavailable"));

    private final String path;
    private final List<MerchantCallbacks> merchants;
    private final CallbackParser parser;
    private final CallbackHandler handler;
    private final C2bValidations validations;
    private final TrustedProxies trustedProxies;
    private final DarajaEventListener listener;
    private final Clock clock;

    /**
     * Makes the endpoint.
     *
     * @param path where it listens inside the application, less {@code /cb/}: empty, or starting with a slash and not
     *     ending with one
     * @param merchants at least one
     * @param parser reads bodies
     * @param handler stores deliveries
     * @param validations decides on payments that M-PESA asks about
     * @param trustedProxies whose X-Forwarded-For is believed
     * @param listener told about refused requests
     * @param clock tells when a callback arrived
     * @throws IllegalArgumentException if there is no merchant
     */
    public DarajaCallbackFilter(
            String path,
            List<MerchantCallbacks> merchants,
            CallbackParser parser,
            CallbackHandler handler,
            C2bValidations validations,
            TrustedProxies trustedProxies,
            DarajaEventListener listener,
            Clock clock) {
        if (merchants.isEmpty()) {
            throw new IllegalArgumentException("the callback endpoint needs at least one merchant");
        }
        this.path = path;
        this.merchants = List.copyOf(merchants);
        this.parser = parser;
        this.handler = handler;
        this.validations = validations;
        this.trustedProxies = trustedProxies;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Returns which requests this filter is for.
     *
     * @return a servlet URL pattern inside the application
     */
    public String urlPattern() {
        return path + SEGMENT + "*";
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        answer((HttpServletRequest) request, (HttpServletResponse) response);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Keeps the secret part out of the tag that names the path.
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(context -> context.setPathPattern(path + SEGMENT + "**"));
        String callbackPath = callbackPath(request);
        MerchantCallbacks merchant = merchants.stream()
                .filter(candidate -> candidate.urls().verify(callbackPath).isPresent())
                .findFirst()
                .orElse(merchants.get(0));
        String sender = sender(request);
        CallbackVerdict verdict;
        try {
            verdict = merchant.guard()
                    .check(
                            new CallbackGuard.Request(
                                    request.getMethod(), callbackPath, sender, List.of(), encoding(request)),
                            request.getInputStream());
        } catch (IOException e) {
            log.debug("A callback's body broke off; nothing was delivered", e);
            refuse(request, response, 400);
            return;
        }
        if (verdict instanceof CallbackVerdict.Accepted accepted) {
            deliver(merchant, accepted, sender, request, response);
        } else if (verdict instanceof CallbackVerdict.Refused refused) {
            String reason = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            log.debug("A request to the callback endpoint was refused: {}", reason);
            listener.callbackRefused(reason);
            refuse(request, response, refused.httpStatus());
        }
    }

    private void deliver(
            MerchantCallbacks merchant,
            CallbackVerdict.Accepted accepted,
            String sender,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        CallbackDelivery delivery = CallbackDelivery.read(
                parser,
                accepted.purpose(),
                merchant.shortCode(),
                accepted.reference(),
                accepted.body(),
                sender,
                clock.instant());
        if (delivery.purpose() == CallbackPurpose.C2B_VALIDATION) {
            write(response, 200, validations.answer(delivery).toJson());
        } else if (stored(delivery)) {
            write(response, 200, acknowledgement(delivery.purpose()));
        } else {
            refuse(request, response, 503);
        }
    }

    /** Whatever the handler throws, an {@link Error} included, means that nothing is stored and 503 is the answer. */
    private boolean stored(CallbackDelivery delivery) {
        MDC.put(MDC_PURPOSE, delivery.purpose().word());
        MDC.put(MDC_REFERENCE, delivery.reference());
        try {
            handler.handle(delivery);
            return true;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            log.error(
                    "{} was not stored and is answered 503. M-PESA will most likely not send it again: ask for the"
                            + " outcome with the query",
                    delivery,
                    e);
            return false;
        } finally {
            MDC.remove(MDC_PURPOSE);
            MDC.remove(MDC_REFERENCE);
        }
    }

    /** The undecoded path from {@code /cb/} on. Anything but the plain form of our path gives an empty text, never ours. */
    private String callbackPath(HttpServletRequest request) {
        String prefix = request.getContextPath() + path;
        String uri = request.getRequestURI();
        return uri.startsWith(prefix + SEGMENT) ? uri.substring(prefix.length()) : "";
    }

    /**
     * Asks the innermost request: a wrapper such as Spring's ForwardedHeaderFilter takes the leftmost forwarded address,
     * which anyone can write.
     */
    private String sender(HttpServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        HttpServletRequest received = innermost instanceof HttpServletRequest http ? http : request;
        return trustedProxies.senderOf(
                received.getRemoteAddr(), Collections.list(received.getHeaders("X-Forwarded-For")));
    }

    /** All encodings of the request, so that a second header line does not slip by. */
    private static String encoding(HttpServletRequest request) {
        return String.join(",", Collections.list(request.getHeaders("Content-Encoding")));
    }

    private static byte[] acknowledgement(CallbackPurpose purpose) {
        return purpose == CallbackPurpose.BILL
                ? CallbackAck.billReceived().toJson()
                : CallbackAck.accepted().toJson();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        if (status == 405) {
            response.setHeader("Allow", "POST");
        }
        boolean bodyMayBeLeft = status == 400 || status == 408 || status == 413 || status == 415;
        if (bodyMayBeLeft && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
        write(response, status, BODIES.getOrDefault(status, json("Refused")));
    }

    private static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        // Now, not after the container has waited for a body that nobody wants.
        response.flushBuffer();
    }

    private static byte[] json(String error) {
        return ("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
