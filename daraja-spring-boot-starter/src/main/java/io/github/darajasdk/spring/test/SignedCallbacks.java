package io.github.darajasdk.spring.test;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.web.DarajaCallbackFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Plays M-PESA in a {@link DarajaCallbackTest}: sends bodies to the endpoint, at the addresses that the application would
 * have made, in the calling thread.
 *
 * <p>Thread-safe.
 */
public final class SignedCallbacks {

    private final DarajaCallbackFilter endpoint;
    private final CallbackUrls urls;

    SignedCallbacks(DarajaCallbackFilter endpoint, CallbackUrls urls) {
        this.endpoint = endpoint;
        this.urls = urls;
    }

    /**
     * Sends how an STK Push ended.
     *
     * @param reference the reference that the payment's callback address was made with
     * @param body the outcome
     * @return what M-PESA would get
     */
    public Answer send(String reference, StkCallbackBody body) {
        return send(CallbackPurpose.STK, reference, body.toJson());
    }

    /**
     * Sends anything, readable or not.
     *
     * @param purpose what the address was made for
     * @param reference the reference that it was made with
     * @param body the bytes, such as a recorded callback
     * @return what M-PESA would get
     */
    public Answer send(CallbackPurpose purpose, String reference, byte[] body) {
        return post(urls.create(purpose, reference).getRawPath(), body);
    }

    /**
     * Sends the same to an address that nobody made, as an attacker would who knows the reference.
     *
     * @param purpose what the address would be for
     * @param reference the reference
     * @param body the bytes
     * @return what the attacker would get
     */
    public Answer sendForged(CallbackPurpose purpose, String reference, byte[] body) {
        String genuine = urls.create(purpose, reference).getRawPath();
        char last = genuine.charAt(genuine.length() - 1);
        return post(genuine.substring(0, genuine.length() - 1) + (last == '0' ? '1' : '0'), body);
    }

    private Answer post(String path, byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setContentType("application/json");
        request.setContent(body);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            endpoint.doFilter(request, response, new MockFilterChain());
        } catch (IOException e) {
            throw new AssertionError("the endpoint answers everything itself", e);
        }
        return new Answer(response.getStatus(), new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    /**
     * What the endpoint answered.
     *
     * @param status 200 if the delivery is stored, 503 if the handler threw, 404 at an address that nobody made
     * @param body JSON
     */
    public record Answer(int status, String body) {}
}
